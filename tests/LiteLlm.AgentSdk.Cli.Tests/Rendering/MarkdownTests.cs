using System.Text;
using LiteLlm.AgentSdk.Cli.Rendering;

namespace LiteLlm.AgentSdk.Cli.Tests.Rendering;

public sealed class MarkdownTests
{
    [Theory]
    [InlineData("a **bold** word", "a {bold}bold{} word\n")]
    [InlineData("an *italic*, an _italic_ and a ***both***", "an {italic}italic{}, an {italic}italic{} and a {bold italic}both{}\n")]
    [InlineData("**bold *and italic***", "{bold}bold {bold italic}and italic{}\n")]
    [InlineData("~~gone~~ and `code *as is*`", "{strike}gone{} and {cyan}code *as is*{}\n")]
    [InlineData("``a ` b``", "{cyan}a ` b{}\n")]
    [InlineData("snake_case_name, 2 * 3 * 4, **open, *args and `open", "snake_case_name, 2 * 3 * 4, **open, *args and `open\n")]
    [InlineData(@"\*not\* and C:\dir", "*not* and C:\\dir\n")]
    [InlineData("see [the *docs*](https://a.b/c_(d)) now", "see {underline}the {italic underline}docs{dim} (https://a.b/c_(d)){} now\n")]
    [InlineData("[https://a.b](https://a.b) [x] ![pic](p.png)", "{underline}https://a.b{} [x] {underline}pic{dim} (p.png){}\n")]
    public void Marks_inside_a_line_are_rendered(string text, string shown) => Rendered.Markdown(text).Should().Be(shown);

    [Theory]
    [InlineData("# Title\ntext", "{bold magenta}Title{}\ntext\n")]
    [InlineData("###### `six` #7", "{bold magenta cyan}six{bold magenta} #7{}\n")]
    [InlineData("#hashtag\n####### seven", "#hashtag\n####### seven\n")]
    [InlineData("- a\n* b\n  + c\n10. d", "{yellow}•{} a\n{yellow}•{} b\n  {yellow}•{} c\n{yellow}10.{} d\n")]
    [InlineData("- [ ] to do\n- [x] done\n- [link](u)", "{yellow}☐{} to do\n{yellow}☑{} done\n{yellow}•{} {underline}link{dim} (u){}\n")]
    [InlineData("> quoted\n> > twice", "{dim}│ {italic}quoted{}\n{dim}│ │ {italic}twice{}\n")]
    [InlineData("---\n***", "{dim}────────────────────────────────────────{}\n{dim}────────────────────────────────────────{}\n")]
    [InlineData("-dash\n**bold** first\n1.5 is a number\n2024", "-dash\n{bold}bold{} first\n1.5 is a number\n2024\n")]
    [InlineData("a\n\n\n\nb\n\n", "a\n\nb\n\n")]
    [InlineData("```\n# no heading\n  **as is**\n```\nafter", "{dim}```{}\n{cyan}# no heading{}\n{cyan}  **as is**{}\n{dim}```{}\nafter\n")]
    [InlineData("```sh\nif x; then # why\n```", "{dim}```sh{}\n{magenta}if{} x; {magenta}then{} {dim}# why{}\n{dim}```{}\n")]
    [InlineData("```cs\nint a = 12; /* one\ntwo */ \"s\\\"t\"\n```",
        "{dim}```cs{}\n{magenta}int{} a = {yellow}12{}; {dim}/* one{}\n{dim}two */{} {green}\"s\\\"t\"{}\n{dim}```{}\n")]
    [InlineData("```py\n\"\"\"a\nb\"\"\"\ndef f(): pass\n```",
        "{dim}```py{}\n{green}\"\"\"a{}\n{green}b\"\"\"{}\n{magenta}def{} f(): {magenta}pass{}\n{dim}```{}\n")]
    [InlineData("```ts\nconst a: string = `b`; // c\n```",
        "{dim}```ts{}\n{magenta}const{} a: {magenta}string{} = {green}`b`{}; {dim}// c{}\n{dim}```{}\n")]
    [InlineData("```go\nfunc f() error { return nil }\n```",
        "{dim}```go{}\n{magenta}func{} f() {magenta}error{} { {magenta}return{} {magenta}nil{} }\n{dim}```{}\n")]
    [InlineData("```rust\nfn f<'a>(s: &'a str) -> u8 { 1 }\n```",
        "{dim}```rust{}\n{magenta}fn{} f<'a>(s: &'a {magenta}str{}) -> {magenta}u8{} { {yellow}1{} }\n{dim}```{}\n")]
    [InlineData("```java\nclass A { /* b */ int c; }\n```",
        "{dim}```java{}\n{magenta}class{} A { {dim}/* b */{} {magenta}int{} c; }\n{dim}```{}\n")]
    [InlineData("```cpp\nauto s = \"a\"; // b\n```",
        "{dim}```cpp{}\n{magenta}auto{} s = {green}\"a\"{}; {dim}// b{}\n{dim}```{}\n")]
    [InlineData("```sql\nSELECT a FROM b WHERE c = 'd' -- e\n```",
        "{dim}```sql{}\n{magenta}SELECT{} a {magenta}FROM{} b {magenta}WHERE{} c = {green}'d'{} {dim}-- e{}\n{dim}```{}\n")]
    [InlineData("```yaml\na: true # b\n```", "{dim}```yaml{}\na: {magenta}true{} {dim}# b{}\n{dim}```{}\n")]
    [InlineData("```html\n<a href=\"b\"><!-- c\nd --></a>\n```",
        "{dim}```html{}\n{magenta}<a{} href={green}\"b\"{magenta}>{dim}<!-- c{}\n{dim}d -->{magenta}</a>{}\n{dim}```{}\n")]
    [InlineData("```html\n<p\nid='x'>It's 1 < 2</p> > \"\n```",
        "{dim}```html{}\n{magenta}<p{}\nid={green}'x'{magenta}>{}It's 1 < 2{magenta}</p>{} > \"\n{dim}```{}\n")]
    [InlineData("```diff\n@@ 1 @@\n-a\n+b\n c\n```", "{dim}```diff{}\n{magenta}@@ 1 @@{}\n{red}-a{}\n{green}+b{}\n c\n{dim}```{}\n")]
    [InlineData("```json\n{\"a\": [true, -1.5]}\n```",
        "{dim}```json{}\n{{green}\"a\"{}: [{magenta}true{}, -{yellow}1{}.{yellow}5{}]}\n{dim}```{}\n")]
    [InlineData("~~~~\n```\n~~~~", "{dim}~~~~{}\n{cyan}```{}\n{dim}~~~~{}\n")]
    [InlineData("```\nnever closed", "{dim}```{}\n{cyan}never closed{}\n")]
    public void Marks_at_the_beginning_of_a_line_are_rendered(string text, string shown) => Rendered.Markdown(text).Should().Be(shown);

    [Fact]
    public void A_table_is_as_wide_as_its_content()
    {
        string shown = Rendered.Plain(Rendered.Raw("| Name | 漢字 |\n|---|:--:|\n| a `b` | c \\| d |\n| only |\n\nafter"));
        shown.Should().Be("Name │ 漢字\n─────┼──────\na b  │ c | d\nonly │\n\nafter\n");
        Rendered.Plain(Rendered.Raw("| left | right | mid |\n|:---|---:|:-:|\n| a | b | c |")).Should()
            .Be("left │ right │ mid\n─────┼───────┼────\na    │     b │  c\n");
        Rendered.Markdown("| a | b |").Should().Be("a{dim} │ {}b\n");
    }

    [Fact]
    public void A_table_that_is_too_wide_is_wrapped_like_text()
    {
        string shown = Rendered.Plain(Rendered.Raw("| one | two |\n|---|---|\n| a long cell with words | another long cell |", 20));
        shown.Should().Be("one │ two\n───────────────────\na long cell with\nwords │ another\nlong cell\n");
    }

    [Fact]
    public void Lines_are_wrapped_between_words_and_continue_below_their_text()
    {
        Rendered.Plain(Rendered.Raw("- one two three four five", 16)).Should().Be("• one two three\n  four five\n");
        Rendered.Plain(Rendered.Raw("> one two three four", 12)).Should().Be("│ one two\n│ three\n│ four\n");
        Rendered.Plain(Rendered.Raw("漢字漢字漢字漢字", 11)).Should().Be("漢字漢字漢\n字漢字\n");
        Rendered.Plain(Rendered.Raw("abcdefghijklmno pq", 11)).Should().Be("abcdefghij\nklmno pq\n");
    }

    [Fact]
    public void Text_is_shown_while_it_arrives()
    {
        StringWriter output = new();
        StyledWriter styled = new(output, hasColours: true);
        MarkdownText markdown = new(styled, () => 60);

        markdown.Write("one two thr");
        output.ToString().Should().Be("one two", "the end of the third word is not known");
        markdown.Write("ee *fo");
        output.ToString().Should().Be("one two three", "the emphasis is not closed yet");
        markdown.Write("ur* and");
        output.ToString().Should().Be("one two three \e[0;3mfour");
        markdown.Finish();
        output.ToString().Should().Be("one two three \e[0;3mfour\e[0m and\n");
    }

    [Fact]
    public void An_unclosed_emphasis_does_not_delay_a_long_line()
    {
        StringWriter output = new();
        MarkdownText markdown = new(new StyledWriter(output, hasColours: true), () => 2000);
        markdown.Write("*open " + string.Concat(Enumerable.Repeat("word ", 300)));
        output.ToString().Should().StartWith("*open word");
    }

    /// <summary>
    /// The output does not depend on the pieces of the input, and contains no control sequences except the program's colours.
    /// </summary>
    [Fact]
    public void The_output_does_not_depend_on_pieces_and_has_no_control_sequences()
    {
        Random random = new(1848);
        for (int round = 0; round < 1500; round++)
        {
            string text = Hostile.Text(random, random.Next(1, 40));
            string whole = Rendered.Raw(text, 30);
            string cut = Rendered.Raw(text, 30, Hostile.Pieces(text, random));
            string hex = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text));
            cut.Should().Be(whole, "of {0}", hex);
            Hostile.Obeyed(whole).Should().BeEmpty("of {0}", hex);
        }
    }

    /// <summary>Only the marks of the agent's text are removed.</summary>
    [Fact]
    public void Every_word_is_shown()
    {
        Random random = new(7);
        string[] marks =
            ["**", "*", "_", "`", "~~", "\n", "\n\n", "\n# ", "\n- ", "\n> ", "\n1. ", "\n| ", " | ", "[", "](", ")", "\n```\n", "\\"];
        for (int round = 0; round < 500; round++)
        {
            StringBuilder text = new();
            List<string> words = [];
            for (int i = 0; i < 12; i++)
            {
                string word = $"w{round}x{i}";
                words.Add(word);
                text.Append(marks[random.Next(marks.Length)]).Append(word).Append(random.Next(2) == 0 ? " " : "");
            }

            string shown = Rendered.Plain(Rendered.Raw(text.ToString(), 2000));
            words.Should().OnlyContain(word => shown.Contains(word), "of {0}", text);
        }
    }
}
