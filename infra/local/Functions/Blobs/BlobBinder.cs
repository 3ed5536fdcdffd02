using System.Collections.Concurrent;
using System.Reflection;
using CloudWorkspaces.Local.Functions.Invocation;
using Microsoft.Azure.Functions.Worker;

namespace CloudWorkspaces.Local.Functions.Blobs;

/// <summary>Fills in the arguments that are blobs.</summary>
internal sealed class BlobBinder(BlobSettings settings)
{
    private readonly ConcurrentDictionary<FunctionDescriptor, IReadOnlyList<Argument>> _arguments = new();

    public async ValueTask BindAsync(
        FunctionDescriptor function, InvocationState state, object?[] arguments, CancellationToken cancellationToken)
    {
        foreach (var argument in _arguments.GetOrAdd(function, Find))
        {
            var blob = argument.Input is { } input ? At(input, state) : (BlobTriggerData)state.Trigger!;
            arguments[argument.Position] =
                await BlobValue.ReadAsync(blob.Container, blob.Name, argument.Type, cancellationToken);
        }
    }

    private static IReadOnlyList<Argument> Find(FunctionDescriptor function) =>
    [
        .. from parameter in function.Parameters
           let input = parameter.GetCustomAttribute<BlobInputAttribute>()
           where input is not null || parameter.GetCustomAttribute<BlobTriggerAttribute>() is not null
           select new Argument(parameter.Position, parameter.ParameterType, input),
    ];

    private BlobTriggerData At(BlobInputAttribute input, InvocationState state)
    {
        var values = state.BindingData;
        var path = PathTemplate.Parse(settings.Resolve(input.BlobPath)).Fill(name =>
            values.FirstOrDefault(value => string.Equals(value.Key, name, StringComparison.OrdinalIgnoreCase)).Value
                ?.ToString() ?? "");
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return new BlobTriggerData(settings.Container(input.Connection, path[..slash]), path[(slash + 1)..]);
    }

    private sealed record Argument(int Position, Type Type, BlobInputAttribute? Input);
}
