using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Microsoft.DurableTask.Converters;

/// <summary>System.Text.Json with names as they are written in C#.</summary>
public class JsonDataConverter(JsonSerializerOptions? options = null) : DataConverter
{
    private static readonly JsonSerializerOptions s_defaults = new() { IncludeFields = true };

    private readonly JsonSerializerOptions _options = options ?? s_defaults;

    public static JsonDataConverter Default { get; } = new();

    [return: NotNullIfNotNull(nameof(value))]
    public override string? Serialize(object? value) => value is null ? null : JsonSerializer.Serialize(value, _options);

    [return: NotNullIfNotNull(nameof(data))]
    public override object? Deserialize(string? data, Type targetType) =>
        data is null ? null : JsonSerializer.Deserialize(data, targetType, _options)!;
}
