using System.Reflection;
using System.Text.RegularExpressions;
using CloudWorkspaces.Identity;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>An HTTP function as its attributes say it.</summary>
internal sealed partial record ApiFunction(string Name, string Route, IReadOnlyList<string> Methods)
{
    private const string Users = "api/";

    /// <summary>What containers call is between them and the app.</summary>
    private const string Agents = "api/agent/";

    /// <summary>Who may call it, as a sentence.</summary>
    public required string Access { get; init; }

    /// <summary>Whether it wants no token.</summary>
    public required bool IsPublic { get; init; }

    /// <summary>As OpenAPI writes it, which knows no catch-all.</summary>
    public string Path => "/" + Route.Replace("{*", "{", StringComparison.Ordinal);

    public IEnumerable<string> PathParameters => Names().Matches(Path).Select(match => match.Groups[1].Value);

    /// <summary>Those under <c>/api</c> that users call.</summary>
    public static IReadOnlyList<ApiFunction> All { get; } =
    [
        .. from method in typeof(ApiFunction).Assembly.GetTypes().SelectMany(type => type.GetMethods())
           from parameter in method.GetParameters()
           let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
           where trigger?.Route is { } route && route.StartsWith(Users, StringComparison.Ordinal) &&
               !route.EndsWith(UnknownRoute.Rest, StringComparison.Ordinal) &&
               !route.StartsWith(Agents, StringComparison.Ordinal)
           let name = method.GetCustomAttribute<FunctionAttribute>()!.Name
           orderby name
           select new ApiFunction(name, trigger.Route!, trigger.Methods!)
           {
               Access = AccessOf(method),
               IsPublic = method.GetCustomAttribute<SelfAuthorizedAttribute>() is not null,
           },
    ];

    private static string AccessOf(MethodInfo method) =>
        method.GetCustomAttribute<RequiresRoleAttribute>() is { } required
            ? $"Needs the role {required.Role.ToString().ToLowerInvariant()} in the workspace."
            : method.GetCustomAttribute<SelfAuthorizedAttribute>() is { } alone ? alone.Reason : "For every user.";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Names();
}
