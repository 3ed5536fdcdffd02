using CloudWorkspaces.Environments.Builds;

namespace CloudWorkspaces.Functions.Tests.Environments;

public sealed class BuildLogTests
{
    [Theory]
    [InlineData("E: Unable to locate package no-such\nError: exit 100", "Debian has no package 'no-such'.")]
    [InlineData("E: Package 'gone' has no installation candidate", "Debian has no package 'gone'.")]
    [InlineData("E: Version '9' for 'tree' was not found", "Debian has no version 9 of 'tree'.")]
    [InlineData(
        "ERROR: Could not find a version that satisfies the requirement nope (from versions: none)\nERROR: No matching distribution found for nope",
        "The package index has no wheel for 'nope' that fits this Python.")]
    [InlineData(
        "WARNING: Retrying: NameResolutionError(...)\nERROR: No matching distribution found for numpy",
        "The package index pypi.org cannot be reached from builds; EnvironmentBuilds:PipIndex names another.")]
    [InlineData("one\n\ntwo\n", "one\ntwo")]
    public void Explain_Log_SaysWhatWasNotFound(string log, string reason) => Assert.Equal(reason, BuildLog.Explain(log, null));

    [Fact]
    public void Explain_TwoPackages_NamesBoth() => Assert.Equal(
        "Debian has no package 'a1'. Debian has no package 'b2'.",
        BuildLog.Explain("E: Unable to locate package a1\nE: Unable to locate package b2\n", null));
}
