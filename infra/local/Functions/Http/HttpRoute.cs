using CloudWorkspaces.Local.Functions.Invocation;
using CloudWorkspaces.Local.Functions.Keys;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Http;

/// <summary>The route and methods of an HTTP-triggered function.</summary>
internal sealed class HttpRoute
{
    private readonly HashSet<string>? _methods;
    private readonly TemplateMatcher _matcher;
    private readonly List<(string Key, IRouteConstraint Constraint)> _constraints = [];

    public HttpRoute(FunctionDescriptor function, string prefix, IInlineConstraintResolver constraints)
    {
        Function = function;
        var trigger = (HttpTriggerAttribute)function.Trigger;
        Access = new Access(trigger.AuthLevel, function.Name);
        _methods = trigger.Methods is { Length: > 0 } methods ? new(methods, StringComparer.OrdinalIgnoreCase) : null;
        var path = string.Join('/', new[] { prefix.Trim('/'), (trigger.Route ?? function.Name).TrimStart('/') }
            .Where(part => part.Length > 0));
        var template = TemplateParser.Parse(path);
        if (template.GetSegment(0) is { IsSimple: true, Parts: [{ IsLiteral: true, Text: { } first }] } && ReservedPaths.IsReserved(first))
        {
            throw new InvalidOperationException($"{function.Name}: the host itself serves /{first}; a route may not begin so.");
        }

        var defaults = new RouteValueDictionary();
        foreach (var parameter in template.Parameters)
        {
            if (parameter.DefaultValue is { } value)
            {
                defaults[parameter.Name!] = value;
            }

            foreach (var inline in parameter.InlineConstraints)
            {
                var constraint = constraints.ResolveConstraint(inline.Constraint) ?? throw new InvalidOperationException(
                    $"{function.Name}: unknown constraint {inline.Constraint} in its route.");
                _constraints.Add((
                    parameter.Name!,
                    parameter.IsOptional ? new Microsoft.AspNetCore.Routing.Constraints.OptionalRouteConstraint(constraint) : constraint));
            }
        }

        _matcher = new TemplateMatcher(template, defaults);
    }

    public FunctionDescriptor Function { get; }

    public Access Access { get; }

    /// <summary>The route's values, or null when the request is for another function.</summary>
    public RouteValueDictionary? Match(HttpContext context)
    {
        var values = new RouteValueDictionary();
        var matches = (_methods?.Contains(context.Request.Method) ?? true)
            && _matcher.TryMatch(context.Request.Path, values)
            && _constraints.TrueForAll(entry =>
                entry.Constraint.Match(context, null, entry.Key, values, RouteDirection.IncomingRequest));
        return matches ? values : null;
    }
}
