using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Mounts;

/// <summary>
/// The files that tell user code the current signatures of all direct mounts: GDAL's configuration, with one section for
/// each container, and a JSON list for everything else. They are replaced as a whole.
/// </summary>
internal sealed class DirectFiles(string folder)
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite |
        UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, (MountJob Job, DirectAddress Address)> _mounts = new(StringComparer.Ordinal);

    private string GdalFile => Path.Combine(folder, "gdalrc");

    private string ListFile => Path.Combine(folder, "mounts.json");

    public void Write(MountJob job, Uri address)
    {
        lock (_lock)
        {
            _mounts[job.Name] = (job, DirectAddress.Of(address));
            Replace(GdalFile, Gdal());
            Replace(ListFile, List());
        }
    }

    /// <summary>
    /// For clients that know only one account, the first mount's by name. Empty until all have been written once.
    /// </summary>
    public IReadOnlyDictionary<string, string> VariablesOf(string mount)
    {
        lock (_lock)
        {
            if (_mounts.Count == 0 || _mounts.First().Key != mount)
            {
                return new Dictionary<string, string>();
            }

            var address = _mounts.First().Value.Address;
            var all = new Dictionary<string, string>
            {
                ["GDAL_CONFIG_FILE"] = GdalFile,
                ["CLOUD_WORKSPACES_MOUNTS"] = ListFile,
                ["AZURE_STORAGE_ACCOUNT"] = address.Account,
                ["AZURE_STORAGE_SAS_TOKEN"] = address.Signature,
                ["AZURE_STORAGE_CONNECTION_STRING"] = address.ConnectionString,
            };

            // What the image or a secret of the workspace says is meant so.
            return all.Where(pair => Environment.GetEnvironmentVariable(pair.Key) is null).ToDictionary();
        }
    }

    private string Gdal()
    {
        var text = new StringBuilder("[credentials]\n");
        foreach (var (name, (_, address)) in _mounts)
        {
            text.Append($"\n[.{name}]\npath=/vsiaz/{address.Container}/\n");
            text.Append($"AZURE_STORAGE_CONNECTION_STRING={address.ConnectionString}\n");
        }

        return text.ToString();
    }

    private string List() => new JsonArray([.. _mounts.Values.Select(mount => (JsonNode)new JsonObject
    {
        ["name"] = mount.Job.Name,
        ["path"] = mount.Job.Path,
        ["readOnly"] = mount.Job.ReadOnly,
        ["endpoint"] = mount.Address.Endpoint,
        ["account"] = mount.Address.Account,
        ["container"] = mount.Address.Container,
        ["prefix"] = mount.Job.Prefix,
        ["sasToken"] = mount.Address.Signature,
        ["connectionString"] = mount.Address.ConnectionString,
    })]).ToJsonString();

    private static void Replace(string path, string content)
    {
        File.WriteAllText(path + ".new", content);
        File.SetUnixFileMode(path + ".new", Readable);
        File.Move(path + ".new", path, overwrite: true);
    }
}
