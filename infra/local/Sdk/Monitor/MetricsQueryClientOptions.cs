using Azure.Core;

namespace Azure.Monitor.Query;

public class MetricsQueryClientOptions : ClientOptions
{
    public MetricsQueryClientOptions(ServiceVersion version = ServiceVersion.V2018_01_01) => _ = version;

    public enum ServiceVersion
    {
        V2018_01_01 = 1,
    }

    /// <summary>Whom tokens are for; default the public cloud.</summary>
    public MetricsQueryAudience? Audience { get; set; }
}
