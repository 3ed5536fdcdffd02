using System.Collections.Immutable;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Reads the liveness and readiness probes of a body.</summary>
internal static class ProbeReader
{
    public static ProbeSpec? Read(BodyNode node, bool isLiveness)
    {
        if (!node.Exists)
        {
            return null;
        }

        if (node["exec"].Exists == node["httpGet"].Exists)
        {
            node.Refuse("InvalidProbe", $"'{node.Path}' must be exactly one of exec, httpGet.");
        }

        var command = node["exec"]["command"].Items.Select(part => part.Text ?? "").ToImmutableArray();
        if (node["exec"].Exists && command.IsEmpty)
        {
            node["exec"]["command"].RefuseMissing();
        }

        var successes = Number(node["successThreshold"], 1, 1);
        if (isLiveness && successes != 1)
        {
            node["successThreshold"].Refuse("InvalidProbe", "The success threshold of a liveness probe must be 1.");
        }

        return new ProbeSpec
        {
            Command = command,
            Http = node["httpGet"].Exists ? Http(node["httpGet"]) : null,
            InitialDelay = TimeSpan.FromSeconds(Number(node["initialDelaySeconds"], 0, 0)),
            Period = TimeSpan.FromSeconds(Number(node["periodSeconds"], 10, 1)),
            Timeout = TimeSpan.FromSeconds(Number(node["timeoutSeconds"], 1, 1)),
            FailureThreshold = Number(node["failureThreshold"], 3, 1),
            SuccessThreshold = successes,
        };
    }

    private static HttpProbe Http(BodyNode node)
    {
        var scheme = node["scheme"].Text?.ToLowerInvariant() ?? "http";
        if (scheme is not ("http" or "https"))
        {
            node["scheme"].Refuse("InvalidPropertyValue", $"'{scheme}' is not one of http, https.");
        }

        var path = node["path"].Text is { Length: > 0 } given ? given : "/";
        if (path[0] != '/' || !Uri.TryCreate($"http://127.0.0.1{path}", UriKind.Absolute, out _))
        {
            node["path"].Refuse("InvalidProbe", $"'{path}' is not a path.");
        }

        return new HttpProbe(scheme, IpAddressReader.Port(node), path, [.. node["httpHeaders"].Items.Select(Header)]);
    }

    private static KeyValuePair<string, string> Header(BodyNode node)
    {
        var (name, value) = (node["name"].Required, node["value"].Text ?? "");
        using var request = new HttpRequestMessage();
        if (name.Length > 0 && (!request.Headers.TryAddWithoutValidation(name, value) || value.AsSpan().ContainsAny('\r', '\n', '\0')))
        {
            node.Refuse("InvalidProbe", $"'{name}' is not a header.");
        }

        return KeyValuePair.Create(name, value);
    }

    private static int Number(BodyNode node, int standard, int least)
    {
        var number = node.Integer ?? standard;
        if (number < least || number > 86_400)
        {
            node.Refuse("InvalidProbe", $"'{node.Path}' must be between {least} and 86400.");
        }

        return number;
    }
}
