using CloudWorkspaces.Parity;

namespace CloudWorkspaces.Functions.Tests.Parity;

public sealed class ParityRulesTests
{
    private static readonly ParityFacts Facts = new()
    {
        Debian = Of(("libc6:amd64", "2.41-12"), ("python3", "3.13.5-1")),
        Python = Of(("numpy", "2.2.4")),
        Variables = Of(("HOME", "set")),
        Mounts = Of(("/home/jovyan", "fuse read-write")),
        Limits = Of(("memory", "2147483648")),
        User = Of(("uid", "1000")),
    };

    [Fact]
    public void Compare_SameFacts_FindsNothing() => Assert.Empty(ParityRules.Compare(Facts, Facts with { User = Of(("uid", "1000")) }));

    public static TheoryData<string, ParityDifference> Planted => new()
    {
        { "version", new("debian-package", "python3", "3.13.5-1", "3.13.5-2") },
        { "missing", new("python-package", "numpy", "2.2.4", null) },
        { "variable", new("variable", "PLANTED", null, "set") },
        { "mount", new("mount", "/home/jovyan", "fuse read-write", "fuse read-only") },
        { "limit", new("limit", "memory", "2147483648", "max") },
        { "user", new("user", "uid", "1000", "0") },
    };

    [Theory]
    [MemberData(nameof(Planted))]
    public void Compare_EachKindOfDifference_FindsItAlone(string what, ParityDifference expected)
    {
        var session = what switch
        {
            "version" => Facts with { Debian = Of(("libc6:amd64", "2.41-12"), ("python3", "3.13.5-2")) },
            "missing" => Facts with { Python = Of() },
            "variable" => Facts with { Variables = Of(("HOME", "set"), ("PLANTED", "set")) },
            "mount" => Facts with { Mounts = Of(("/home/jovyan", "fuse read-only")) },
            "limit" => Facts with { Limits = Of(("memory", "max")) },
            _ => Facts with { User = Of(("uid", "0")) },
        };

        Assert.Equal([expected], ParityRules.Compare(Facts, session));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Segmentation fault")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Read_WhatIsNotFacts_SaysWhereAndWhat(string printed)
    {
        var failure = Assert.Throws<ParityFailedException>(() => ParityFacts.Read(printed, "session"));

        Assert.Contains("session", failure.Message);
        Assert.Contains(printed, failure.Message);
    }

    [Fact]
    public void Read_LinesBeforeTheFacts_AreLeftOut()
    {
        const string Printed = """
            a warning
            {"debian":{},"python":{"a":"1"},"variables":{},"mounts":{},"limits":{},"user":{}}

            """;

        Assert.Equal("1", ParityFacts.Read(Printed, "run").Python["a"]);
    }

    private static Dictionary<string, string> Of(params (string Name, string Value)[] facts) =>
        facts.ToDictionary(fact => fact.Name, fact => fact.Value);
}
