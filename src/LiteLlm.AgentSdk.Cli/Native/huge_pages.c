/* Makes the native build start faster on Linux.
 *
 * The runtime unpacks the program's types into the section "hydrated" when it starts: several megabytes, in pages of 4 KB, and the first
 * write to each page costs a page fault. With huge pages, three or four faults are enough. If the system has no huge pages, nothing changes.
 */
#include <stdint.h>
#include <sys/mman.h>

/* The linker defines these two for a section whose name is an identifier. */
extern char __start_hydrated[], __stop_hydrated[];

/* A huge page must be aligned. The section's own objects are not, so this one aligns the section and extends it to the last huge page. */
__asm__(".pushsection hydrated,\"aw\",%nobits\n\t.balign 0x200000\n\t.zero 8\n\t.popsection");

__attribute__((constructor)) static void advise_huge_pages(void)
{
    (void)madvise(__start_hydrated, (size_t)((uintptr_t)__stop_hydrated - (uintptr_t)__start_hydrated), MADV_HUGEPAGE);
}
