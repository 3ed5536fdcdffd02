using System.Text.Json;
using Azure.Data.Tables;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Mounts;

/// <summary>A mount as a table entity, and back.</summary>
internal static class MountRow
{
    public const string Prefix = "mount:";

    /// <summary>Written with every change, so that no two of them can miss each other.</summary>
    public const string Guard = "guard";

    public static string Key(string name) => Prefix + name;

    public static TableEntity ToEntity(string workspace, Mount mount) => new(workspace, Key(mount.Name))
    {
        ["Content"] = JsonSerializer.Serialize(mount, ApiJson.Options),
        [nameof(Mount.Tag)] = mount.Tag,
    };

    public static Mount FromEntity(TableEntity entity) =>
        JsonSerializer.Deserialize<Mount>(entity.GetString("Content"), ApiJson.Options)! with
        {
            Tag = entity.GetString(nameof(Mount.Tag)),
        };
}
