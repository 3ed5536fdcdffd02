using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Http.OpenApi;
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
    private const int MaxSas = 4_096;
    private const double MinGiB = 0.001;
    private const int MaxWriteBack = 3_600;

    /// <summary>Of the body, with the fields of all kinds.</summary>
    public static JsonObject Schema(MountOptions options) => Schemas.Object(
        SchemaField.Required("kind", Schemas.Choice("blob", "share", "cache"), "What it is."),
        SchemaField.Optional("path", Schemas.Text(), MountNames.PathRule),
        SchemaField.Optional("readOnly", Schemas.Flag(), "Of blobs and shares."),
        SchemaField.Optional("account", Schemas.Text(), "Of blobs the endpoint of another account, of a share its name."),
        SchemaField.Optional("mode", Schemas.Choice("copy", "direct"), "Of blobs: copied into the container, or read where they are."),
        SchemaField.Optional("container", Schemas.Text(), "Of blobs; the workspace's files if not given."),
        SchemaField.Optional("sasUrl", Schemas.Text(MaxSas), "Of blobs: the address of a container with its signature."),
        SchemaField.Optional("prefix", Schemas.Text(), "Of blobs: what their names begin with."),
        SchemaField.Optional("include", Patterns(), "Of copies: what is fetched."),
        SchemaField.Optional("exclude", Patterns(), "Of copies: what is neither fetched nor written back."),
        SchemaField.Optional("maxGiB", Schemas.Number(MinGiB, options.MaxCopyGiB), "Of copies: more is not fetched."),
        SchemaField.Optional("deletes", Schemas.Flag(), "Of copies: whether what user code deletes is deleted in storage."),
        SchemaField.Optional("writeBackSeconds", Schemas.Integer(0, MaxWriteBack), "Of copies: 0 for only at the end."),
        SchemaField.Optional("share", Schemas.Text(63), "Of shares."),
        SchemaField.Optional("accountKey", Schemas.Text(256), "Of shares in another account."));

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

    private static JsonObject Patterns() => Schemas.List(Schemas.Text(MountRules.MaxPattern), MountRules.MaxPatterns);

    private static string PathOf(string name, JsonFields fields) => fields.Text("path") ?? MountNames.Root + name;

    private static Mount? Unknown(string field, string allowed, RequestErrors errors)
    {
        errors.Add(field, $"must be {allowed}.");
        return null;
    }

    private Mount? Blob(
        string name, Workspace workspace, JsonFields fields, RequestErrors errors, out string? key)
    {
        key = fields.Text("sasUrl", maxLength: MaxSas);
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
            MaxGiB = fields.Number("maxGiB", MinGiB, options.Value.MaxCopyGiB) ?? options.Value.MaxCopyGiB,
            Deletes = fields.Flag("deletes") ?? false,
            WriteBackSeconds = fields.Integer("writeBackSeconds", 0, MaxWriteBack) ?? options.Value.WriteBackSeconds,
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
