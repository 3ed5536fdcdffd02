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
    private static readonly OfficialApi Official = OfficialApi.Read();

    [Fact]
    public void Sdk_EveryPublicMember_IsOfficial() => AssertOfficial(typeof(ContainerGroupData).Assembly);

    [Fact]
    public void Functions_EveryPublicMember_IsOfficial() => AssertOfficial(typeof(TaskOrchestrationContext).Assembly);

    [Fact]
    public void Unknown_TypeThatIsNotOfficial_IsNamedWithEachMember()
    {
        var unknown = Official.Unknown(ReflectedApi.Of(typeof(Planted))).Select(member => member.ToString()).ToList();

        const string Name = "CloudWorkspaces.Local.Sdk.Tests.SurfaceTests.Planted";
        string[] expected =
        [
            $"class {Name}",
            $"System.Void {Name}.Do(System.Nullable<System.Int32>), 1 optional",
            $"System.EventHandler {Name}.Done(event)",
            $"protected System.Int32 {Name}.Field()",
            $"System.String {Name}.Value(get)",
            $"System.String {Name}.Value(set)",
            $"{Name}..ctor()",
            $"protected static System.Int32[] {Name}.Make<T>(T)",
            $"System.Random {Name}.base()",
        ];
        Assert.Equal(expected.Order(), unknown.Order());
    }

    [Theory]
    [MemberData(nameof(Deviations))]
    public void Unknown_OfficialMemberThatDeviates_IsNamed(string member, string because)
    {
        var deviating = Deviation(member);

        Assert.Equal([deviating], Official.Unknown([deviating]));
        Assert.NotEmpty(because);
    }

    public static TheoryData<string, string> Deviations => new()
    {
        { nameof(ApiMember.IsStatic), "an instance method is not called on the type" },
        { nameof(ApiMember.Optional), "an argument that was left out is missing" },
        { nameof(ApiMember.Returns), "what is assigned has another type" },
        { nameof(ApiMember.Parameters), "there is no such overload" },
        { nameof(ApiMember.IsProtected), "nobody else may call the constructor" },
    };

    private static ApiMember Deviation(string member)
    {
        const string Collection = "Azure.ResourceManager.ContainerInstance.ContainerGroupCollection";
        var constructor = new ApiMember(Collection, ".ctor") { IsProtected = true };
        var method = ReflectedApi.Of(typeof(ContainerGroupCollection)).Single(item => item.Name == "GetAsync");
        Assert.Empty(Official.Unknown([constructor, method]));
        return member switch
        {
            nameof(ApiMember.IsStatic) => method with { IsStatic = true },
            nameof(ApiMember.Optional) => method with { Optional = 2 },
            nameof(ApiMember.Returns) => method with { Returns = "System.Void" },
            nameof(ApiMember.Parameters) => method with { Parameters = "System.String" },
            _ => constructor with { IsProtected = false },
        };
    }

    private static void AssertOfficial(Assembly assembly)
    {
        var members = ReflectedApi.Of(assembly).ToList();
        var unknown = Official.Unknown(members);
        Assert.NotEmpty(members);
        Assert.True(unknown.Count == 0, $"Not in the official packages:\n{string.Join('\n', unknown)}");
    }

    /// <summary>Stands for what somebody adds to the local edition.</summary>
    public class Planted : Random, IServiceProvider
    {
        protected static readonly int Field = 1;

        public event EventHandler? Done;

        public string Value { get; set; } = "";

        // Neither an override nor an explicit interface member offers anything new.
        public override string ToString() => Value;

        object IServiceProvider.GetService(Type serviceType) => Field;

        public void Do(int? times = null) => Done?.Invoke(times, EventArgs.Empty);

        protected static int[] Make<T>(T from) => [from is null ? 0 : 1];
    }
}
