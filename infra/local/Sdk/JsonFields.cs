using System.Text.Json.Nodes;

namespace Azure.ResourceManager.ContainerInstance;

/// <summary>Members of a JSON object; null where they are absent or null.</summary>
internal static class JsonFields
{
    public static string? Text(JsonNode node, string name) => node[name]?.GetValue<string>();

    public static bool? Flag(JsonNode node, string name) => node[name]?.GetValue<bool>();

    public static int? Integer(JsonNode node, string name) => node[name]?.GetValue<int>();

    public static double? Number(JsonNode node, string name) => node[name]?.GetValue<double>();

    public static DateTimeOffset? Time(JsonNode node, string name) => node[name]?.GetValue<DateTimeOffset>();

    public static IEnumerable<JsonNode> Items(JsonNode node, string name) =>
        (node[name] as JsonArray ?? []).OfType<JsonNode>();

    public static Dictionary<string, string> Map(JsonNode? node) => (node as JsonObject ?? [])
        .ToDictionary(pair => pair.Key, pair => pair.Value?.GetValue<string>() ?? "");

    public static void AddTo<T>(IList<T> target, IEnumerable<JsonNode> items, Func<JsonNode, T> read)
    {
        foreach (var item in items)
        {
            target.Add(read(item));
        }
    }
}
