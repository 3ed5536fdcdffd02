using System.Reflection;
using Azure.ResourceManager.ContainerInstance;
using Microsoft.DurableTask;

namespace CloudWorkspaces.Local.Sdk.Tests;

/// <summary>
/// The local edition stands in for official packages: it may offer less than they do, never more, and nothing that
/// would not compile against them.
/// </summary>
public sealed class SurfaceTests
{
    private static readonly HashSet<ApiMember> Official =
    [
        .. ReflectedList.Read(Lines("functions-and-durabletask.txt")),
        .. SourceList.Read(Lines("container-instances.txt")),
    ];

    [Fact]
    public void Sdk_EveryPublicMember_IsOfficial() => AssertNone(Unknown(typeof(ContainerGroupData).Assembly));

    [Fact]
    public void Functions_EveryPublicMember_IsOfficial() =>
        AssertNone(Unknown(typeof(TaskOrchestrationContext).Assembly));

    [Fact]
    public void Check_TypeThatIsNotOfficial_IsNamedWithEachMember()
    {
        var unknown = ReflectedApi.Of(typeof(Planted)).Where(member => !Official.Contains(member)).ToList();

        Assert.Contains(unknown, member => member.Name.Length == 0);
        Assert.Contains(unknown, member => member is { Name: "Value", Parameters: "set" });
        Assert.Contains(unknown, member => member is { Name: "Do", Parameters: "System.Nullable<System.Int32>" });
    }

    private static void AssertNone(List<ApiMember> unknown) =>
        Assert.True(unknown.Count == 0, $"Not in the official packages:\n{string.Join('\n', unknown)}");

    private static List<ApiMember> Unknown(Assembly assembly) =>
        [.. ReflectedApi.Of(assembly).Where(member => !Official.Contains(member))];

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Api", file));

    /// <summary>Stands for a member that somebody adds to the local edition.</summary>
    public sealed class Planted
    {
        public string Value { get; set; } = "";

        public void Do(int? times) => Value = $"{times}";
    }
}
