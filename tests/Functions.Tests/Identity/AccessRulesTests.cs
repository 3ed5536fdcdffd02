using CloudWorkspaces.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Functions.Tests.Identity;

public sealed class AccessRulesTests
{
    [Fact]
    public void Mistakes_Product_HasNone() => Assert.Empty(new AccessRules().Mistakes);

    [Fact]
    public async Task StartAsync_FunctionsThatSayNothingOrTooMuch_KeepTheAppFromStarting()
    {
        var check = new AccessCheck(new AccessRules([typeof(Wrong)]));

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => check.StartAsync(CancellationToken.None));

        Assert.Equal(
            [
                "Function 'Silent' needs exactly one of RequiresRole, ForEveryUser and SelfAuthorized.",
                "Function 'Both' needs exactly one of RequiresRole, ForEveryUser and SelfAuthorized.",
                "Function 'NoWorkspace' needs RequiresRole exactly when its route has {ws}: 'api/things'.",
                "Function 'NoRole' needs RequiresRole exactly when its route has {ws}: 'api/workspaces/{ws}/things'.",
            ],
            refusal.Message.Split(Environment.NewLine));
    }

    [Fact]
    public void Of_FunctionsThatAreRight_TellsTheirRule()
    {
        var rules = new AccessRules([typeof(Right)]);
        var name = typeof(Right).FullName;

        Assert.Empty(rules.Mistakes);
        Assert.Equal(WorkspaceRole.Contributor, rules.Of($"{name}.{nameof(Right.Role)}").Required?.Role);
        Assert.Equal(new AccessRule(IsSelfAuthorized: false, null), rules.Of($"{name}.{nameof(Right.Everybody)}"));
        Assert.True(rules.Of($"{name}.{nameof(Right.Itself)}").IsSelfAuthorized);
        Assert.Throws<InvalidOperationException>(() => rules.Of("Another.Function"));
    }

    private static class Wrong
    {
        [Function("Silent")]
        public static void Silent([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/things")] HttpRequest request)
        {
        }

        [Function("Both")]
        [ForEveryUser]
        [SelfAuthorized("It knows.")]
        public static void Both([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/things")] HttpRequest request)
        {
        }

        [Function("NoWorkspace")]
        [RequiresRole(WorkspaceRole.Viewer)]
        public static void NoWorkspace([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/things")] HttpRequest request)
        {
        }

        [Function("NoRole")]
        [ForEveryUser]
        public static void NoRole(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/things")] HttpRequest request)
        {
        }
    }

    private static class Right
    {
        [Function("Role")]
        [RequiresRole(WorkspaceRole.Contributor)]
        public static void Role(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/workspaces/{ws}/things")] HttpRequest request)
        {
        }

        [Function("Everybody")]
        [ForEveryUser]
        public static void Everybody([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/things")] HttpRequest request)
        {
        }

        [Function("Itself")]
        [SelfAuthorized("It knows.")]
        public static void Itself([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/agent/{ws}")] HttpRequest request)
        {
        }
    }
}
