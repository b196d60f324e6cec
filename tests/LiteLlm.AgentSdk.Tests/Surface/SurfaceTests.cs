using FluentAssertions;
using Xunit;

namespace LiteLlm.AgentSdk.Tests.Surface;

/// <summary>Checks the packages against the rules.</summary>
public class SurfaceTests
{
    private static Type[] CorePublic => [.. Reflected.PublicTypes(Packages.CoreAssembly)];

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void Public_types_are_in_the_package_s_own_namespace(string package) =>
        SurfaceRules.Namespaces(Reflected.PublicTypes(Packages.Load(package)), package).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void Asynchronous_methods_look_alike(string package) =>
        SurfaceRules.Async(Reflected.PublicTypes(Packages.Load(package))).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void Lists_have_one_shape(string package) =>
        SurfaceRules.Lists(Reflected.PublicTypes(Packages.Load(package))).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void Nothing_is_async_void(string package) =>
        SurfaceRules.AsyncVoid(Packages.Load(package).GetTypes()).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void Every_public_member_is_documented(string package) =>
        SurfaceRules.Documentation(Reflected.PublicTypes(Packages.Load(package)), XmlDocs.Of(Packages.Load(package))).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void A_source_file_has_one_public_type_and_its_name(string package) =>
        SurfaceRules.Files(Repository.SourceFiles(package).Select(file =>
            (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file)))).Should().BeEmpty();

    [Fact]
    public void Collections_are_read_only_lists_and_dictionaries() =>
        SurfaceRules.Collections(CorePublic).Should().BeEmpty();

    [Fact]
    public void Open_sets_are_not_enums() =>
        SurfaceRules.Enums(CorePublic).Should().BeEmpty();

    [Fact]
    public void Exceptions_have_one_root() =>
        SurfaceRules.Exceptions(CorePublic).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void Json_names_are_snake_case(string package) =>
        JsonRules.Contexts(Packages.Load(package)).SelectMany(JsonRules.SnakeCase).Should().BeEmpty();

    [Fact]
    public void Types_with_json_attributes_are_in_a_context() =>
        JsonRules.Registered(CorePublic, [.. JsonRules.Contexts(Packages.CoreAssembly)]).Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Packages.All), MemberType = typeof(Packages))]
    public void Secrets_are_not_printed(string package) =>
        SecretRules.Printing(Packages.Load(package).GetTypes()).Should().BeEmpty();
}
