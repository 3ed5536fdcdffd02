using CloudWorkspaces.Agent.Checks;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Tests.Checks;

public sealed class CheckRulesTests
{
    private static readonly LocalUser s_user = new("jovyan", 1000, 1000, "/home/jovyan");

    private static readonly ImageReport s_whole = new()
    {
        Papermill = "2.6.0",
        Nbconvert = "7.16",
        Jupyterlab = "4.0",
        Kernels = ["python3"],
    };

    [Fact]
    public void Lacks_WholeImage_AreNone() => Assert.Empty(CheckRules.Lacks(s_user, git: true, s_whole));

    [Fact]
    public void Lacks_EmptyImage_AreAllTold() => Assert.Equal(7, CheckRules.Lacks(null, git: false, null).Count);

    [Fact]
    public void Lacks_OneThing_IsNamedAlone()
    {
        Assert.Contains("papermill", Assert.Single(CheckRules.Lacks(s_user, true, s_whole with { Papermill = null })), StringComparison.Ordinal);
        Assert.Contains("kernel", Assert.Single(CheckRules.Lacks(s_user, true, s_whole with { Kernels = [] })), StringComparison.Ordinal);
        Assert.Contains("1000:1000", Assert.Single(CheckRules.Lacks(s_user with { UserId = 1001 }, true, s_whole)), StringComparison.Ordinal);
    }
}
