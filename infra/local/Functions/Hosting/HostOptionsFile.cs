using Microsoft.Extensions.Configuration;

namespace CloudWorkspaces.Local.Functions.Hosting;

/// <summary>What host.json says, beside extensions.durableTask.</summary>
internal sealed record HostOptionsFile
{
    /// <summary>host.json in configuration; settings such as AzureFunctionsJobHost__functionTimeout override it.</summary>
    public const string Section = "AzureFunctionsJobHost";

    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(30);

    /// <summary>How long one invocation may take; null for no limit (-1 in the file). Default 30 minutes.</summary>
    public TimeSpan? FunctionTimeout { get; init; }

    /// <summary>What all routes begin with; "api" by default.</summary>
    public string RoutePrefix { get; init; } = "api";

    public static HostOptionsFile From(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var timeout = section["functionTimeout"];
        return new HostOptionsFile
        {
            FunctionTimeout = timeout switch
            {
                null or "" => DefaultTimeout,
                "-1" => null,
                _ => TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture),
            },
            RoutePrefix = section["extensions:http:routePrefix"] ?? "api",
        };
    }
}
