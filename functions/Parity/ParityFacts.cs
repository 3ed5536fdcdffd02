using System.Text.Json;

namespace CloudWorkspaces.Parity;

/// <summary>What the probe, <c>probe.py</c>, found in one mode: by the kind of fact, then by name.</summary>
public sealed record ParityFacts
{
    public required IReadOnlyDictionary<string, string> Debian { get; init; }
    public required IReadOnlyDictionary<string, string> Python { get; init; }

    /// <summary>Names only: values may be secret, and some differ by nature.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Kind and mode by mount point.</summary>
    public required IReadOnlyDictionary<string, string> Mounts { get; init; }

    public required IReadOnlyDictionary<string, string> Limits { get; init; }
    public required IReadOnlyDictionary<string, string> User { get; init; }

    /// <param name="printed">All that the probe printed; its facts are the last line.</param>
    /// <exception cref="ParityFailedException">It is something else.</exception>
    internal static ParityFacts Read(string printed, string mode)
    {
        var line = printed.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
        try
        {
            return JsonSerializer.Deserialize<ParityFacts>(line, JsonSerializerOptions.Web) ??
                throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new ParityFailedException(
                $"The probe in the {mode} printed what cannot be read ({exception.Message}): {Short(printed)}");
        }
    }

    private static string Short(string text) => text.Length <= 500 ? text : text[..500] + "…";
}
