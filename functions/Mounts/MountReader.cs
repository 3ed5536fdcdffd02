using CloudWorkspaces.Http;
using CloudWorkspaces.Identity;
using CloudWorkspaces.Workspaces;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Mounts;

/// <summary>Reads a mount from a request's body, each kind with its own fields.</summary>
public sealed class MountReader(IOptions<MountOptions> options, TimeProvider time)
{
    private const int MaxBytes = 64 * 1024;
    private const string Kinds = "blob, share or cache";

    /// <exception cref="ProblemException">400 with all that is wrong.</exception>
    /// <returns>The mount, with what opens it where the request has it.</returns>
    internal async Task<(Mount Mount, string? Key)> ReadAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        JsonFields fields = new(await RequestBody.ReadObjectAsync(request, MaxBytes, cancellationToken), errors);
        if (!MountNames.IsName(name))
        {
            errors.Add("name", MountNames.Rule);
        }

        string? key = null;
        var mount = fields.Text("kind", required: true) switch
        {
            "blob" => Blob(name, request.Workspace(), fields, errors, out key),
            "share" => Share(name, fields, errors, out key),
            "cache" => new Mount { Name = name, Kind = MountKind.Cache, Path = PathOf(name, fields) },
            null => null,
            _ => Unknown("kind", Kinds, errors),
        };
        if (mount is not null)
        {
            fields.RefuseOthers();
            if (!errors.Any)
            {
                MountRules.Check(mount with { HasKey = key is not null }, request.Workspace(), options.Value, errors);
            }
        }

        errors.ThrowIfAny();
        return (
            mount! with
            {
                HasKey = key is not null,
                UpdatedOn = time.GetUtcNow(),
                UpdatedBy = request.Caller().User,
                Tag = $"{Guid.NewGuid():N}"[..16],
            },
            key);
    }

    private static string PathOf(string name, JsonFields fields) => fields.Text("path") ?? MountNames.Root + name;

    private static Mount? Unknown(string field, string allowed, RequestErrors errors)
    {
        errors.Add(field, $"must be {allowed}.");
        return null;
    }

    private Mount? Blob(
        string name, Workspace workspace, JsonFields fields, RequestErrors errors, out string? key)
    {
        key = fields.Text("sasUrl", maxLength: 4_096);
        var mode = fields.Text("mode") switch
        {
            null or "copy" => MountMode.Copy,
            "direct" => MountMode.Direct,
            _ => default(MountMode?),
        };
        if (mode is null)
        {
            return Unknown("mode", "copy or direct", errors);
        }

        var account = fields.Text("account")?.TrimEnd('/');
        var container = fields.Text("container", required: account is not null && key is null);
        if (key is not null)
        {
            (account, container) = Signed(key, account, container, errors);
        }

        var prefix = fields.Text("prefix")?.TrimEnd('/');
        var mount = new Mount
        {
            Name = name,
            Kind = MountKind.Blob,
            Mode = mode,
            ReadOnly = fields.Flag("readOnly") ?? mode is MountMode.Direct,
            Account = account,
            Container = container ?? workspace.FilesContainer,
            Prefix = prefix is null ? "" : prefix + "/",
        };
        return mode is MountMode.Direct ? mount : mount with
        {
            Path = PathOf(name, fields),
            Include = fields.Texts("include", MountRules.MaxPatterns, MountRules.MaxPattern) ?? [],
            Exclude = fields.Texts("exclude", MountRules.MaxPatterns, MountRules.MaxPattern) ?? [],
            MaxGiB = fields.Number("maxGiB", 0.001, options.Value.MaxCopyGiB) ?? options.Value.MaxCopyGiB,
            Deletes = fields.Flag("deletes") ?? false,
            WriteBackSeconds = fields.Integer("writeBackSeconds", 0, 3_600) ?? options.Value.WriteBackSeconds,
        };
    }

    private static (string? Account, string? Container) Signed(
        string address, string? account, string? container, RequestErrors errors)
    {
        foreach (var (field, value) in (ReadOnlySpan<(string, string?)>)[("account", account), ("container", container)])
        {
            if (value is not null)
            {
                errors.Add(field, "must be missing where there is a sasUrl, which says it.");
            }
        }

        if (SignedContainer.TryParse(address, out var signed, out var reason))
        {
            return (signed.Account, signed.Container);
        }

        errors.Add("sasUrl", reason);
        return default;
    }

    private static Mount Share(string name, JsonFields fields, RequestErrors errors, out string? key)
    {
        var account = fields.Text("account", maxLength: 24);
        key = fields.Text("accountKey", required: account is not null, maxLength: 256);
        if (key is not null && !MountNames.IsAccountKey(key))
        {
            errors.Add("accountKey", "must be base64.");
        }

        if (key is not null && account is null)
        {
            errors.Add("account", "is missing: the key must be that of an account.");
        }

        return new()
        {
            Name = name,
            Kind = MountKind.Share,
            Path = PathOf(name, fields),
            Account = account,
            Share = fields.Text("share", required: true, maxLength: 63),
            ReadOnly = fields.Flag("readOnly") ?? false,
        };
    }
}
