using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Functions.Tests.Secrets;

public sealed class SecretNamesTests
{
    [Theory]
    [InlineData("DB_PASSWORD")]
    [InlineData("_x")]
    [InlineData("aws_secret_access_key")]
    public void Fault_Variable_None(string name) => Assert.Null(SecretNames.Fault(name, SecretDelivery.Environment));

    [Theory]
    [InlineData("account.json")]
    [InlineData("0-key")]
    [InlineData("PATH")]
    public void Fault_File_None(string name) => Assert.Null(SecretNames.Fault(name, SecretDelivery.File));

    [Theory]
    [InlineData("")]
    [InlineData("1X")]
    [InlineData("a-b")]
    [InlineData("a=b")]
    [InlineData("X\n")]
    [InlineData("Ä")]
    public void Fault_NoVariable_IsExplained(string name) =>
        Assert.Contains("digits", SecretNames.Fault(name, SecretDelivery.Environment), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a\n")]
    [InlineData("_x")]
    public void Fault_NoFile_IsExplained(string name) =>
        Assert.Contains("digits", SecretNames.Fault(name, SecretDelivery.File), StringComparison.Ordinal);

    [Theory]
    [InlineData("CLOUD_WORKSPACES_AGENT_KEY")]
    [InlineData("cloud_workspaces_run_id")]
    [InlineData("LD_PRELOAD")]
    [InlineData("PATH")]
    [InlineData("Home")]
    [InlineData("https_proxy")]
    [InlineData("PYTHONSTARTUP")]
    [InlineData("JUPYTER_TOKEN")]
    [InlineData("DOTNET_gcServer")]
    [InlineData("OPENSSL_CONF")]
    public void Fault_VariableOfTheContainersOwn_IsRefused(string name) =>
        Assert.Contains("for itself", SecretNames.Fault(name, SecretDelivery.Environment), StringComparison.Ordinal);

    [Fact]
    public void Fault_LongestNames_63()
    {
        foreach (var delivery in (SecretDelivery[])[SecretDelivery.Environment, SecretDelivery.File])
        {
            Assert.Null(SecretNames.Fault(new string('a', 63), delivery));
            Assert.NotNull(SecretNames.Fault(new string('a', 64), delivery));
        }
    }
}
