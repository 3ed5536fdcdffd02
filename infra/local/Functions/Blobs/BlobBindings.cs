using System.Reflection;
using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>What of a function's blob attributes cannot be bound, found before the host starts.</summary>
internal static class BlobBindings
{
    public static IEnumerable<string> Errors(FunctionDescriptor function, BlobSettings settings)
    {
        IReadOnlyList<string>? names = null;
        if (function.Trigger is BlobTriggerAttribute trigger)
        {
            if (Error(() => names = [.. BlobPattern.Parse(settings.Resolve(trigger.BlobPath)).Names, .. BlobTriggerData.Names])
                is { } path)
            {
                yield return $"{function.Name}: blob path {path}.";
            }

            if ((Error(() => settings.Connection(trigger.Connection)) ?? Error(() => settings.Connection(null))) is { } connection)
            {
                yield return $"{function.Name}: {connection}.";
            }
        }

        foreach (var parameter in function.Parameters)
        {
            if (parameter.GetCustomAttribute<BlobInputAttribute>() is { } input)
            {
                var known = names ?? NamesOf(function.Trigger);
                if ((Error(() => Check(input, known, settings))
                    ?? Error(() => settings.Connection(input.Connection))) is { } error)
                {
                    yield return $"{function.Name}: parameter {parameter.Name}: {error}.";
                }
            }
            else if (names is not null && IsFromPath(function, parameter)
                && !names.Contains(parameter.Name, StringComparer.OrdinalIgnoreCase))
            {
                yield return $"{function.Name}: parameter {parameter.Name} is not named in the blob path.";
            }
        }
    }

    private static bool IsFromPath(FunctionDescriptor function, ParameterInfo parameter) =>
        parameter.Position != function.TriggerParameter.Position
        && parameter.GetCustomAttribute<BindingAttribute>() is null
        && parameter.ParameterType != typeof(FunctionContext)
        && parameter.ParameterType != typeof(CancellationToken);

    private static IReadOnlyList<string> NamesOf(TriggerBindingAttribute trigger) => trigger switch
    {
        HttpTriggerAttribute { Route: { } route } =>
            [.. Regex.Matches(route, @"\{\**(\w+)").Select(match => match.Groups[1].Value)],
        OrchestrationTriggerAttribute or ActivityTriggerAttribute => ["instanceId"],
        _ => [],
    };

    private static void Check(BlobInputAttribute input, IReadOnlyList<string> known, BlobSettings settings)
    {
        var path = settings.Resolve(input.BlobPath);
        var unknown = PathTemplate.Parse(path).Names.Except(known, StringComparer.OrdinalIgnoreCase).ToList();
        if (unknown.Count > 0)
        {
            throw new FormatException($"nothing of the trigger is named {string.Join(" or ", unknown)}");
        }

        if (path.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var slash) || slash == path.Length - 1)
        {
            throw new FormatException($"\"{path}\" is not of the form container/blob");
        }
    }

    private static string? Error(Action check)
    {
        try
        {
            check();
            return null;
        }
        catch (FormatException exception)
        {
            return exception.Message;
        }
    }
}
