using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Local.Arm.Http;

/// <summary>
/// Whether values are of the kinds that they should be, also of the properties that the emulator only keeps: what it took
/// it must be able to answer.
/// </summary>
internal static class PropertyKinds
{
    /// <summary>Adds an error for each wrong value, and gives listed values such as "linux" their usual spelling.</summary>
    public static void Check(JsonObject body, string type, List<ArmError> errors) => CheckMembers(body, type, "", errors);

    private static void CheckMembers(JsonObject owner, string type, string path, List<ArmError> errors)
    {
        foreach (var (name, member) in KnownProperties.MembersOf(type)!.Where(item => !item.Value.IsReadOnly))
        {
            var inside = path.Length == 0 ? name : $"{path}.{name}";
            if (owner[name] is not { } value)
            {
                if (member.IsRequired)
                {
                    errors.Add(new ArmError("MissingRequiredProperty", $"The property '{inside}' is required.", inside));
                }
            }
            else if (!member.IsList)
            {
                CheckValue(value, member.Kind, inside, errors);
            }
            else if (value is not JsonArray items)
            {
                Refuse(inside, "an array", errors);
            }
            else
            {
                for (var index = 0; index < items.Count; index++)
                {
                    CheckValue(items[index], member.Kind, $"{inside}[{index}]", errors);
                }
            }
        }
    }

    private static void CheckValue(JsonNode? value, string kind, string path, List<ArmError> errors)
    {
        if (KnownProperties.MembersOf(kind) is not null && value is JsonObject members)
        {
            CheckMembers(members, kind, path, errors);
        }
        else if (kind.Contains('|', StringComparison.Ordinal) && Text(value) is { } text)
        {
            var listed = kind.Split('|').Select(word => word.Replace('_', ' '));
            if (listed.FirstOrDefault(word => word.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } usual)
            {
                value!.ReplaceWith(usual);
            }
            else
            {
                errors.Add(new ArmError("InvalidPropertyValue", $"'{text}' is not one of {string.Join(", ", listed)}.", path));
            }
        }
        else if (Expected(value, kind) is { } expected)
        {
            Refuse(path, expected, errors);
        }
    }

    /// <summary>What the value should have been; null if it is.</summary>
    private static string? Expected(JsonNode? value, string kind) => kind switch
    {
        "text" => Text(value) is null ? "a string" : null,
        "int" => IsNumber(value) && int.TryParse(value!.ToJsonString(), CultureInfo.InvariantCulture, out _) ? null : "an integer",
        "number" => IsNumber(value) && double.TryParse(value!.ToJsonString(), CultureInfo.InvariantCulture, out var number) &&
            double.IsFinite(number) ? null : "a number",
        "bool" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False ? null : "a boolean",
        "date" => DateTimeOffset.TryParseExact(
            Text(value), "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            ? null
            : "a date and time",
        "map" => value is JsonObject map && map.All(item => item.Value is null || Text(item.Value) is not null)
            ? null
            : "an object whose properties are strings",
        "any" => value is JsonObject ? null : "an object",
        _ => kind.Contains('|', StringComparison.Ordinal) ? "a string" : "an object",
    };

    private static bool IsNumber(JsonNode? value) => value?.GetValueKind() == JsonValueKind.Number;

    private static string? Text(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static void Refuse(string path, string expected, List<ArmError> errors) => errors.Add(new ArmError(
        "InvalidRequestContent",
        $"The request content was invalid and could not be deserialized: '{path}' must be {expected}.",
        path));
}
