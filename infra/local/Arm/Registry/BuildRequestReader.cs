using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CloudWorkspaces.Local.Arm.Http;

namespace CloudWorkspaces.Local.Arm.Registry;

/// <summary>Reads a DockerBuildRequest, the one kind of run that is emulated.</summary>
internal static partial class BuildRequestReader
{
    private const int MinTimeout = 300;
    private const int MaxTimeout = 28_800;

    /// <summary>Throws ArmException 400 that names what is wrong.</summary>
    public static BuildRequest Read(JsonObject body)
    {
        if (Text(body, "type") != "DockerBuildRequest")
        {
            throw Wrong("type", "must be 'DockerBuildRequest', the only kind that the emulator has.");
        }

        if (!Uri.TryCreate(Text(body, "sourceLocation"), UriKind.Absolute, out var source) ||
            source.Scheme is not ("http" or "https"))
        {
            throw Wrong("sourceLocation", "must be the http or https address of a tar.gz.");
        }

        var file = Text(body, "dockerFilePath");
        if (!FilePattern().IsMatch(file ?? ""))
        {
            throw Wrong("dockerFilePath", "must be a file name in the context.");
        }

        return new()
        {
            ImageNames = Names(body),
            Source = source,
            DockerFile = file!,
            Arguments = Arguments(body),
            TimeoutSeconds = Timeout(body),
        };
    }

    private static List<string> Names(JsonObject body)
    {
        var names = body["imageNames"] is JsonArray given ? given.Select(name => Text(name) ?? "").ToList() : [];
        return names.Count > 0 && names.All(name => NamePattern().IsMatch(name))
            ? names
            : throw Wrong("imageNames", "must be names of repositories with a tag, in lower case.");
    }

    private static Dictionary<string, string> Arguments(JsonObject body)
    {
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in body["arguments"] as JsonArray ?? [])
        {
            if (item is not JsonObject argument || !ArgumentPattern().IsMatch(Text(argument, "name") ?? "") ||
                Text(argument, "value") is not { } value)
            {
                throw Wrong("arguments", "must be objects with name and value.");
            }

            arguments[Text(argument, "name")!] = value;
        }

        return arguments;
    }

    private static int? Timeout(JsonObject body) => body["timeout"] switch
    {
        null => null,
        JsonValue value when value.TryGetValue<int>(out var seconds) && seconds is >= MinTimeout and <= MaxTimeout => seconds,
        _ => throw Wrong("timeout", $"must be {MinTimeout} to {MaxTimeout} seconds."),
    };

    private static string? Text(JsonObject body, string name) => Text(body[name]);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static ArmException Wrong(string name, string message) =>
        ArmException.BadRequest("InvalidRequestContent", $"'{name}' {message}", name);

    [GeneratedRegex("^[a-z0-9]+([._/-]{1,2}[a-z0-9]+)*:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", RegexOptions.ECMAScript)]
    private static partial Regex NamePattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$", RegexOptions.ECMAScript)]
    private static partial Regex FilePattern();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,99}$", RegexOptions.ECMAScript)]
    private static partial Regex ArgumentPattern();
}
