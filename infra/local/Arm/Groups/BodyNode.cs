using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>
/// A value of a request's body that knows where it stands, so that all errors of a body are told at once and each names
/// its property.
/// </summary>
internal sealed class BodyNode(JsonNode? node, string path, List<ArmError> errors)
{
    public string Path => path;

    public bool Exists => node is not null;

    public BodyNode this[string name]
    {
        get
        {
            RefuseKind(node is null or JsonObject, "an object");
            return new BodyNode((node as JsonObject)?[name], path.Length == 0 ? name : $"{path}.{name}", errors);
        }
    }

    public IReadOnlyList<BodyNode> Items
    {
        get
        {
            if (node is JsonArray array)
            {
                return [.. array.Select((item, index) => new BodyNode(item, $"{path}[{index}]", errors))];
            }

            RefuseKind(node is null, "an array");
            return [];
        }
    }

    public IEnumerable<KeyValuePair<string, JsonNode?>> Members
    {
        get
        {
            if (node is JsonObject members)
            {
                return members;
            }

            RefuseKind(node is null, "an object");
            return [];
        }
    }

    public string? Text
    {
        get
        {
            if (node?.GetValueKind() is JsonValueKind.String)
            {
                return node.GetValue<string>();
            }

            RefuseKind(node is null, "a string");
            return null;
        }
    }

    public decimal? Number
    {
        get
        {
            if (node?.GetValueKind() is JsonValueKind.Number &&
                decimal.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return number;
            }

            RefuseKind(node is null, "a number");
            return null;
        }
    }

    public int? Integer
    {
        get
        {
            if (Number is not { } number)
            {
                return null;
            }

            if (number == decimal.Truncate(number) && number is >= int.MinValue and <= int.MaxValue)
            {
                return (int)number;
            }

            RefuseKind(false, "an integer");
            return null;
        }
    }

    public bool Flag
    {
        get
        {
            if (node?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            {
                return node.GetValue<bool>();
            }

            RefuseKind(node is null, "a boolean");
            return false;
        }
    }

    /// <summary>The text, or an error that the property is missing.</summary>
    public string Required
    {
        get
        {
            var text = Text;
            if (node is null || text is { Length: 0 })
            {
                RefuseMissing();
            }

            return text ?? "";
        }
    }

    public void RefuseMissing()
    {
        if (!IsRefused)
        {
            Refuse("MissingRequiredProperty", $"The property '{path}' is required.");
        }
    }

    public void Refuse(string code, string message) => errors.Add(new ArmError(code, message, path));

    private bool IsRefused => errors.Exists(error => error.Target == path);

    private void RefuseKind(bool absent, string expected)
    {
        if (!absent && !IsRefused)
        {
            Refuse(
                "InvalidRequestContent",
                $"The request content was invalid and could not be deserialized: '{path}' must be {expected}.");
        }
    }
}
