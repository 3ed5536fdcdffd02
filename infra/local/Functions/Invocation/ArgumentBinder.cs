using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CloudWorkspaces.Local.Functions.Blobs;
using CloudWorkspaces.Local.Functions.Engine;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace CloudWorkspaces.Local.Functions.Invocation;

/// <summary>The arguments of a function, from its trigger, its bindings and the context.</summary>
internal sealed class ArgumentBinder(DataConverter converter, Lazy<DurableTaskClient> client, BlobBinder blobs)
{
    private const string InstanceId = "instanceId";

    /// <summary>What of a function cannot be bound.</summary>
    public static IEnumerable<string> Errors(FunctionDescriptor function)
    {
        foreach (var parameter in function.Parameters)
        {
            var type = parameter.ParameterType;
            var possible = IsTrigger(function, parameter)
                ? CanTrigger(function.Trigger, type)
                : parameter.GetCustomAttribute<BindingAttribute>() is { } binding
                    ? CanBind(binding, type)
                    : type == typeof(FunctionContext) || type == typeof(CancellationToken) || HasOtherSource(function, parameter);
            if (!possible)
            {
                yield return $"{function.Name}: parameter {parameter.Name} of type {type} cannot be bound.";
            }
        }
    }

    /// <summary>Completes at once for a function without blobs.</summary>
    public async ValueTask<object?[]> BindAsync(
        FunctionDescriptor function, FunctionContext context, InvocationState state)
    {
        object?[] arguments = [.. function.Parameters.Select(parameter => Bind(function, parameter, context, state))];
        await blobs.BindAsync(function, state, arguments, context.CancellationToken);
        return arguments;
    }

    /// <summary>JSON to a type; a string that is no JSON string is passed as it is, as the official worker does.</summary>
    public object? Deserialize(string? data, Type type) => type == typeof(string) && data is not null && !data.StartsWith('"')
        ? data
        : data is null ? Default(type) : converter.Deserialize(data, type);

    // Reflection may hand out another object for the same parameter while hosts start side by side.
    private static bool IsTrigger(FunctionDescriptor function, ParameterInfo parameter) =>
        parameter.Position == function.TriggerParameter.Position;

    private static bool CanTrigger(TriggerBindingAttribute trigger, Type type) => trigger switch
    {
        HttpTriggerAttribute => type == typeof(HttpRequest),
        TimerTriggerAttribute => type == typeof(TimerInfo),
        OrchestrationTriggerAttribute => type == typeof(TaskOrchestrationContext),
        ActivityTriggerAttribute => true,
        BlobTriggerAttribute => BlobValue.IsPossible(type),
        _ => false,
    };

    private static bool CanBind(BindingAttribute binding, Type type) => binding switch
    {
        DurableClientAttribute => type == typeof(DurableTaskClient),
        BlobInputAttribute => BlobValue.IsPossible(type),
        _ => false,
    };

    private static bool HasOtherSource(FunctionDescriptor function, ParameterInfo parameter) => function.Trigger switch
    {
        OrchestrationTriggerAttribute => true,

        // The blob path is read with its settings: see BlobBindings.
        BlobTriggerAttribute => true,
        HttpTriggerAttribute http => http.Route is { } route && System.Text.RegularExpressions.Regex.IsMatch(
            route, $@"\{{\**{parameter.Name}\b", System.Text.RegularExpressions.RegexOptions.IgnoreCase),
        ActivityTriggerAttribute => parameter.Name == InstanceId && parameter.ParameterType == typeof(string),
        _ => false,
    };

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private static object? FromRoute(ParameterInfo parameter, object? value)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return value switch
        {
            null => parameter.HasDefaultValue ? parameter.DefaultValue : Default(parameter.ParameterType),
            _ when type.IsInstanceOfType(value) => value,
            _ => TypeDescriptor.GetConverter(type).ConvertFromInvariantString(
                Convert.ToString(value, CultureInfo.InvariantCulture)!),
        };
    }

    /// <summary>Uri, Properties and Metadata are JSON, the path's values are texts.</summary>
    private static object? FromBlob(ParameterInfo parameter, object? value)
    {
        var text = (string?)value;
        return parameter.ParameterType != typeof(string) && text is ['"' or '{', ..]
            ? JsonSerializer.Deserialize(text, parameter.ParameterType)
            : FromRoute(parameter, text);
    }

    private object? Bind(FunctionDescriptor function, ParameterInfo parameter, FunctionContext context, InvocationState state)
    {
        var type = parameter.ParameterType;
        if (IsTrigger(function, parameter))
        {
            return state.Trigger switch
            {
                HttpContext http => http.Request,
                OrchestratorRun run => run.Context,
                TimerInfo timer => timer,
                BlobTriggerData => null,
                var input => Deserialize((string?)input, type),
            };
        }

        if (type == typeof(FunctionContext))
        {
            return context;
        }

        if (type == typeof(CancellationToken))
        {
            return context.CancellationToken;
        }

        if (type == typeof(DurableTaskClient))
        {
            return client.Value;
        }

        var named = state.BindingData.GetValueOrDefault(parameter.Name!);
        return state.Trigger switch
        {
            _ when parameter.IsDefined(typeof(BlobInputAttribute)) => null,
            OrchestratorRun orchestration => Deserialize(orchestration.Input, type),
            BlobTriggerData => FromBlob(parameter, named),
            _ => FromRoute(parameter, named),
        };
    }
}
