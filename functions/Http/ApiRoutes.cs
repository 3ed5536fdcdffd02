using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Http;

/// <summary>The addresses of this app, read from its functions.</summary>
public sealed class ApiRoutes
{
    private readonly (TemplateMatcher Matcher, string[] Methods)[] _routes =
    [
        .. typeof(ApiRoutes).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
            .Where(trigger => trigger?.Route is { } route && !route.EndsWith(UnknownRoute.Rest, StringComparison.Ordinal))
            .Select(trigger => (
                new TemplateMatcher(TemplateParser.Parse(trigger!.Route!), []),
                (trigger.Methods ?? []).Select(method => method.ToUpperInvariant()).ToArray())),
    ];

    /// <summary>The methods that an address knows; none when it does not exist.</summary>
    public IReadOnlyList<string> MethodsAt(PathString path) =>
        [.. _routes.Where(route => route.Matcher.TryMatch(path, [])).SelectMany(route => route.Methods).Distinct().Order()];
}
