using System.Reflection;
using CloudWorkspaces.Local.Functions.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>The functions of an app, but those that a setting <c>AzureWebJobs.NAME.Disabled</c> turns off.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionDescriptor> _orchestrators;
    private readonly Dictionary<string, FunctionDescriptor> _activities;

    /// <exception cref="InvalidOperationException">Functions that cannot be called, all named.</exception>
    public FunctionCatalog(Assembly assembly, IConfiguration configuration)
    {
        var errors = new List<string>();
        All = [.. Find(assembly, errors).Where(function =>
            !configuration.GetValue($"AzureWebJobs.{function.Name}.Disabled", defaultValue: false))];
        errors.AddRange(All
            .GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: there are {group.Count()} functions of this name."));
        errors.AddRange(All.SelectMany(ArgumentBinder.Errors));
        var settings = new BlobSettings(configuration);
        errors.AddRange(All.SelectMany(function => BlobBindings.Errors(function, settings)));
        if (errors.Count > 0)
        {
            throw new InvalidOperationException(
                "The app's functions cannot be run:" + string.Concat(errors.Select(error => $"\n  {error}")));
        }

        _orchestrators = Of<OrchestrationTriggerAttribute>();
        _activities = Of<ActivityTriggerAttribute>();
    }

    public IReadOnlyList<FunctionDescriptor> All { get; }

    public bool IsDurable => _orchestrators.Count > 0;

    public IEnumerable<FunctionDescriptor> With<T>()
        where T : TriggerBindingAttribute => All.Where(function => function.Trigger is T);

    public FunctionDescriptor? Orchestrator(string name) => _orchestrators.GetValueOrDefault(name);

    public FunctionDescriptor? Activity(string name) => _activities.GetValueOrDefault(name);

    private static IEnumerable<FunctionDescriptor> Find(Assembly assembly, List<string> errors)
    {
        const BindingFlags Methods = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (var type in assembly.GetTypes().Where(type => type.IsVisible && type.IsClass))
        {
            foreach (var method in type.GetMethods(Methods))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
                {
                    continue;
                }

                var triggers = method.GetParameters()
                    .Select(parameter => (Parameter: parameter, Trigger: parameter.GetCustomAttribute<TriggerBindingAttribute>()))
                    .Where(found => found.Trigger is not null)
                    .ToList();
                if (triggers is not [var only])
                {
                    errors.Add($"{attribute.Name}: it must have one trigger, and has {triggers.Count}.");
                    continue;
                }

                yield return new FunctionDescriptor(
                    attribute.Name, TriggerName(only.Trigger!) ?? attribute.Name, type, method, only.Parameter, only.Trigger!);
            }
        }
    }

    private static string? TriggerName(TriggerBindingAttribute trigger) => trigger switch
    {
        OrchestrationTriggerAttribute orchestration => orchestration.Orchestration,
        ActivityTriggerAttribute activity => activity.Activity,
        _ => null,
    };

    private Dictionary<string, FunctionDescriptor> Of<T>()
        where T : TriggerBindingAttribute =>
        With<T>().ToDictionary(function => function.TriggerName, StringComparer.OrdinalIgnoreCase);
}
