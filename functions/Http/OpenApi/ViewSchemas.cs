using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>
/// Schemas of the records that answers are written from, by the serializer that writes them. Records within records have
/// schemas of their own.
/// </summary>
internal sealed class ViewSchemas
{
    private static readonly JsonSerializerOptions Options =
        new(ApiJson.Options) { NumberHandling = JsonNumberHandling.Strict, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private readonly SortedDictionary<string, JsonObject> _schemas = new(StringComparer.Ordinal);
    private readonly Queue<Type> _waiting = new();

    public static string Name(Type view) => view.Name;

    public void Add(Type view) => _waiting.Enqueue(view);

    public JsonObject ToJson()
    {
        while (_waiting.TryDequeue(out var view))
        {
            if (!_schemas.ContainsKey(Name(view)))
            {
                _schemas[Name(view)] = Of(view);
            }
        }

        return new JsonObject(_schemas.Select(schema => KeyValuePair.Create<string, JsonNode?>(schema.Key, schema.Value.DeepClone())));
    }

    private JsonObject Of(Type view)
    {
        JsonSchemaExporterOptions exporter = new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Transform };
        return Options.GetJsonSchemaAsNode(view, exporter).AsObject();
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (!context.Path.IsEmpty && context.TypeInfo.Kind is JsonTypeInfoKind.Object && type.Assembly == typeof(ViewSchemas).Assembly)
        {
            Add(type);
            return Schemas.Of(type);
        }

        if (schema is not JsonObject found)
        {
            // True: any value.
            return [];
        }

        foreach (var property in context.TypeInfo.Properties.Where(property => property.IsGetNullable))
        {
            found["required"]?.AsArray().RemoveAll(required => required!.GetValue<string>() == property.Name);
        }

        return Plain(found, type);
    }

    /// <summary>What is null is not written; OpenAPI 3.0 has one type for each schema.</summary>
    private static JsonObject Plain(JsonObject schema, Type type)
    {
        if (schema["type"] is JsonArray types)
        {
            schema["type"] = types.Select(one => one!.GetValue<string>()).Single(one => one != "null");
        }

        if (schema["enum"] is JsonArray words)
        {
            schema["type"] = "string";
            schema["enum"] = new JsonArray([.. words.Where(word => word is not null).Select(word => word!.DeepClone())]);
        }

        // A tree of which only the outermost kind is known.
        if (type == typeof(JsonObject))
        {
            schema["type"] = "object";
        }

        return schema;
    }
}
