using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Identity;

/// <summary>
/// The rule of every HTTP function. A function without one, or with more than one, or whose route does not have the
/// workspace that its rule needs, is a mistake: the app does not start.
/// </summary>
internal sealed class AccessRules
{
    private readonly Dictionary<string, AccessRule> _rules = [];
    private readonly List<string> _mistakes = [];

    public AccessRules()
        : this(typeof(AccessRules).Assembly.GetTypes())
    {
    }

    internal AccessRules(IEnumerable<Type> types)
    {
        foreach (var method in types.SelectMany(type => type.GetMethods()))
        {
            var trigger = method.GetParameters()
                .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>())
                .FirstOrDefault(attribute => attribute is not null);
            if (trigger is not null && method.GetCustomAttribute<FunctionAttribute>() is { } function)
            {
                Read(method, function.Name, trigger.Route ?? "");
            }
        }
    }

    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <exception cref="InvalidOperationException">No HTTP function has this entry point.</exception>
    public AccessRule Of(string entryPoint) => _rules.TryGetValue(entryPoint, out var rule)
        ? rule
        : throw new InvalidOperationException($"Nothing says whom '{entryPoint}' is for.");

    private void Read(MethodInfo method, string function, string route)
    {
        var self = method.GetCustomAttribute<SelfAuthorizedAttribute>();
        var everyUser = method.GetCustomAttribute<ForEveryUserAttribute>();
        var role = method.GetCustomAttribute<RequiresRoleAttribute>();
        if (new Attribute?[] { self, everyUser, role }.Count(attribute => attribute is not null) != 1)
        {
            _mistakes.Add($"Function '{function}' needs exactly one of RequiresRole, ForEveryUser and SelfAuthorized.");
        }
        else if (self is null && role is { InDefaultWorkspace: false } != route.Contains("{ws}", StringComparison.Ordinal))
        {
            _mistakes.Add($"Function '{function}' needs RequiresRole exactly when its route has {{ws}}: '{route}'.");
        }
        else
        {
            _rules[$"{method.DeclaringType!.FullName}.{method.Name}"] = new AccessRule(self is not null, role);
        }
    }
}
