using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>A function as it was found in the app.</summary>
/// <param name="Name">Its name; unique, ignoring case.</param>
/// <param name="TriggerName">The name under which its trigger knows it: an orchestrator's or activity's.</param>
/// <param name="TriggerParameter">The parameter that carries the trigger.</param>
internal sealed record FunctionDescriptor(
    string Name,
    string TriggerName,
    Type Type,
    MethodInfo Method,
    ParameterInfo TriggerParameter,
    TriggerBindingAttribute Trigger)
{
    public IReadOnlyList<ParameterInfo> Parameters { get; } = Method.GetParameters();

    /// <summary>Such as httpTrigger, as in an official function.json, where an input of a blob is a blob.</summary>
    public static string BindingType(BindingAttribute attribute)
    {
        const string Input = "Input";
        var name = attribute.GetType().Name[..^"Attribute".Length];
        name = name.EndsWith(Input, StringComparison.Ordinal) ? name[..^Input.Length] : name;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
