using System.Text;
using System.Text.Json;

namespace CloudWorkspaces.Http;

/// <summary>Parses JSON from callers: strictly, without duplicate names, with the place of an error.</summary>
internal static class JsonText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <returns>The element, all of whose strings can be read, or null with the fault.</returns>
    public static JsonElement? Parse(ReadOnlyMemory<byte> utf8, out JsonFault? fault)
    {
        fault = FindIllFormed(utf8.Span);
        return fault is null ? ParseFile(utf8, out fault) : null;
    }

    /// <summary>
    /// A file that a program has written: its values may be strings that cannot be read, since Python writes halves of
    /// characters; its names may not.
    /// </summary>
    /// <returns>The element, or null with the fault.</returns>
    public static JsonElement? ParseFile(ReadOnlyMemory<byte> utf8, out JsonFault? fault)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            fault = null;
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            fault = Locate(utf8.Span, exception);
        }
        catch (InvalidOperationException)
        {
            fault = FindIllFormed(utf8.Span);
        }

        return null;
    }

    /// <summary>An escape of half a character, which no string can hold; null when there is none.</summary>
    private static JsonFault? FindIllFormed(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        var field = "";
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName)
                {
                    field = reader.CurrentDepth == 1 ? "" : field;
                    var name = reader.GetString()!;
                    field = reader.CurrentDepth == 1 ? name : field;
                }
                else if (reader.TokenType is JsonTokenType.String)
                {
                    _ = reader.GetString();
                }
            }
        }
        catch (InvalidOperationException)
        {
            return new JsonFault { Path = field, Reason = "must be well-formed Unicode." };
        }
        catch (JsonException)
        {
            // Parsing says where.
        }

        return null;
    }

    private static JsonFault Locate(ReadOnlySpan<byte> utf8, JsonException exception)
    {
        var reader = new Utf8JsonReader(utf8);
        Stack<string> names = new();
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                {
                    while (names.Count >= reader.CurrentDepth)
                    {
                        names.Pop();
                    }

                    // An array between two objects is a level without a name.
                    while (names.Count < reader.CurrentDepth - 1)
                    {
                        names.Push("[]");
                    }

                    names.Push(reader.GetString()!);
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return Describe(string.Join('.', names.Reverse()), utf8[(int)reader.BytesConsumed..], exception);
        }

        return new JsonFault { Path = "", Reason = exception.Message };
    }

    private static JsonFault Describe(string path, ReadOnlySpan<byte> rest, JsonException exception)
    {
        var text = Encoding.UTF8.GetString(rest[..Math.Min(rest.Length, 32)])
            .TrimStart(' ', ':', ',', '[', '\n', '\r', '\t');
        var literal = JsonFault.PythonLiterals.FirstOrDefault(word => text.StartsWith(word, StringComparison.Ordinal));
        return new JsonFault
        {
            Path = path,
            IsPythonLiteral = literal is not null,
            Reason = literal is null
                ? $"is not JSON at line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}."
                : $"has the value {literal}, which JSON cannot express.",
        };
    }
}
