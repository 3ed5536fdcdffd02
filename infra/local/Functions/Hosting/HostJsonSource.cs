using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace CloudWorkspaces.Local.Functions.Hosting;

/// <summary>host.json under <see cref="HostOptionsFile.Section"/>.</summary>
internal sealed class HostJsonSource(string file) : IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(file);

    private sealed class Provider(string file) : JsonStreamConfigurationProvider(new JsonStreamConfigurationSource())
    {
        public override void Load()
        {
            if (!File.Exists(file))
            {
                return;
            }

            using var stream = File.OpenRead(file);
            Load(stream);
            Data = Data.ToDictionary(
                entry => $"{HostOptionsFile.Section}:{entry.Key}", entry => entry.Value, StringComparer.OrdinalIgnoreCase);
        }
    }
}
