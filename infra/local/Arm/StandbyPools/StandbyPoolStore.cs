using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.StandbyPools;

/// <summary>Keeps pools in memory and as a file each below the state folder.</summary>
internal sealed class StandbyPoolStore
{
    private readonly string _folder;
    private readonly Lock _lock = new();
    private readonly Dictionary<StandbyPoolId, StandbyPool> _pools;

    public StandbyPoolStore(IOptions<ArmOptions> options)
    {
        _folder = Path.Combine(options.Value.StateFolder, "pools");
        Directory.CreateDirectory(_folder);
        _pools = Directory.GetFiles(_folder, "*.json")
            .Select(file => JsonSerializer.Deserialize<StandbyPool>(File.ReadAllText(file), ArmJson.Options)!)
            .ToDictionary(pool => pool.Id);
    }

    public IReadOnlyList<StandbyPool> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _pools.Values];
            }
        }
    }

    public StandbyPool? Find(StandbyPoolId id)
    {
        lock (_lock)
        {
            return _pools.GetValueOrDefault(id);
        }
    }

    /// <summary>Gives whether the pool is new. Throws ArmException 409 for one that is being deleted.</summary>
    public bool Put(StandbyPool pool)
    {
        lock (_lock)
        {
            var known = _pools.GetValueOrDefault(pool.Id);
            if (known is { Deleting: true } && !pool.Deleting)
            {
                throw ArmException.Conflict("PoolIsDeleting", $"The standby pool '{pool.Id.Name}' is being deleted.");
            }

            var file = FileOf(pool.Id);
            File.WriteAllText(file + ".new", JsonSerializer.Serialize(pool, ArmJson.Options));
            File.Move(file + ".new", file, overwrite: true);
            _pools[pool.Id] = pool with { Id = known?.Id ?? pool.Id };
            return known is null;
        }
    }

    public void Remove(StandbyPoolId id)
    {
        lock (_lock)
        {
            File.Delete(FileOf(id));
            _pools.Remove(id);
        }
    }

    private string FileOf(StandbyPoolId id) => Path.Combine(
        _folder, Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(id.ResourceId.ToUpperInvariant()))) + ".json");
}
