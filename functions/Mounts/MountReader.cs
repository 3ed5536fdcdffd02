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
    internal async Task<Mount> ReadAsync(HttpRequest request, string name, CancellationToken cancellationToken)
    {
        RequestErrors errors = new();
        JsonFields fields = new(await RequestBody.ReadObjectAsync(request, MaxBytes, cancellationToken), errors);
        if (!MountRules.IsName(name))
        {
            errors.Add("name", MountRules.NameRule);
        }

        var mount = fields.Text("kind", required: true) switch
        {
            "blob" => Blob(name, request.Workspace(), fields, errors),
            "share" => Share(name, fields),
            "cache" => new Mount { Name = name, Kind = MountKind.Cache, Path = PathOf(name, fields) },
            null => null,
            _ => Unknown("kind", Kinds, errors),
        };
        if (mount is not null)
        {
            fields.RefuseOthers();
            if (!errors.Any)
            {
                MountRules.Check(mount, request.Workspace(), options.Value, errors);
            }
        }

        errors.ThrowIfAny();
        return mount! with { UpdatedOn = time.GetUtcNow(), UpdatedBy = request.Caller().User };
    }

    private static string PathOf(string name, JsonFields fields) => fields.Text("path") ?? MountRules.Root + name;

    private static Mount? Unknown(string field, string allowed, RequestErrors errors)
    {
        errors.Add(field, $"must be {allowed}.");
        return null;
    }

    private Mount? Blob(string name, Workspace workspace, JsonFields fields, RequestErrors errors)
    {
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
        var container = fields.Text("container", required: account is not null) ?? workspace.FilesContainer;
        var prefix = fields.Text("prefix")?.TrimEnd('/');
        var mount = new Mount
        {
            Name = name,
            Kind = MountKind.Blob,
            Mode = mode,
            ReadOnly = fields.Flag("readOnly") ?? mode is MountMode.Direct,
            Account = account,
            Container = container,
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

    private static Mount Share(string name, JsonFields fields) => new()
    {
        Name = name,
        Kind = MountKind.Share,
        Path = PathOf(name, fields),
        Share = fields.Text("share", required: true),
        ReadOnly = fields.Flag("readOnly") ?? false,
    };
}
