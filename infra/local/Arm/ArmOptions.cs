using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.RegularExpressions;

namespace CloudWorkspaces.Local.Arm;

/// <summary>The emulator's settings, section "Arm".</summary>
internal sealed partial record ArmOptions : IValidatableObject
{
    /// <summary>The HTTPS port on 127.0.0.1; default 7443.</summary>
    [Range(1, 65535)]
    public int Port { get; init; } = 7443;

    /// <summary>
    /// The HTTPS port on 127.0.0.1 for the files of shares, with accounts as the first part of the path; default 10003.
    /// </summary>
    [Range(1, 65535)]
    public int FilesPort { get; init; } = 10003;

    /// <summary>Where the certificate, shares and the groups' volumes are; made if missing, for its owner alone.</summary>
    [Required]
    public string StateFolder { get; init; } = "";

    /// <summary>The bearer token that every request must carry; at least 16 characters.</summary>
    [Required, MinLength(16)]
    public string Token { get; init; } = "";

    /// <summary>Keeps the containers of several emulators on one engine apart; default "local".</summary>
    [Required]
    public string InstanceName { get; init; } = "local";

    /// <summary>The engine's unix socket. Default: DOCKER_HOST, Docker's, podman's, or a podman of the emulator's own.</summary>
    public string? EngineSocket { get; init; }

    /// <summary>
    /// Whether a container without a process of the user's holds each group's network, which any engine can do. Default:
    /// only where the engine is not podman, which can join a namespace that is there already, 60 ms faster.
    /// </summary>
    public bool? PauseContainers { get; init; }

    /// <summary>What containers can reach on the host; default nothing.</summary>
    public IReadOnlyList<ForwardOptions> Forwards { get; init; } = [];

    /// <summary>From SIGTERM to SIGKILL when a group is stopped; default 30 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Wait before the second restart of a container, doubled for each further one up to 5 min; default 10 s.</summary>
    public TimeSpan RestartBackoff { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// What the list of subscriptions has besides those that container groups are in; default one. Any other is taken too.
    /// </summary>
    public IReadOnlyList<string> Subscriptions { get; init; } = [];

    /// <summary>The resource groups that there are; default any. Others are answered with ResourceGroupNotFound.</summary>
    public IReadOnlyList<string> ResourceGroups { get; init; } = [];

    /// <summary>The locations that have container groups; default those of the service.</summary>
    public IReadOnlyList<string> Locations { get; init; } = [];

    /// <summary>The storage accounts that there are; default any, in every resource group.</summary>
    public IReadOnlyList<string> StorageAccounts { get; init; } = [];

    /// <summary>key1 of every storage account, in base64; default made from a secret that is kept in the state folder.</summary>
    [Base64String]
    public string? StorageKey { get; init; }

    /// <summary>Whether containers get a share's plain folder in place of one that behaves like a mounted share; default false.</summary>
    public bool PlainShares { get; init; }

    /// <summary>How long a share stays mounted after the last group that used it; default 1 min.</summary>
    public TimeSpan ShareLinger { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Whether the emulator listens on 127.0.0.1 at the public ports of groups with a DNS label and relays by name; default
    /// true. Without it the names lead to 127.0.0.1 and no further.
    /// </summary>
    public bool NameRelays { get; init; } = true;

    /// <summary>Limits on groups and cores; default none.</summary>
    public QuotaOptions Quota { get; init; } = new();

    /// <summary>How many groups a page of a list has at most; default 500.</summary>
    [Range(1, 100_000)]
    public int ListPageSize { get; init; } = 500;

    /// <summary>How long the address and password of an exec or attach can be used to connect; default 1 min.</summary>
    public TimeSpan SocketTicketLife { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an exec or attach lasts at most; default 20 min.</summary>
    public TimeSpan SocketSessionLife { get; init; } = TimeSpan.FromMinutes(20);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!InstancePattern().IsMatch(InstanceName))
        {
            yield return new ValidationResult("Arm:InstanceName: 1 to 32 lower-case letters, digits and hyphens.");
        }

        if (StopGrace < TimeSpan.Zero || RestartBackoff < TimeSpan.Zero || ShareLinger < TimeSpan.Zero)
        {
            yield return new ValidationResult("Arm:StopGrace, Arm:RestartBackoff and Arm:ShareLinger cannot be negative.");
        }

        if (SocketTicketLife <= TimeSpan.Zero || SocketSessionLife <= TimeSpan.Zero)
        {
            yield return new ValidationResult("Arm:SocketTicketLife and Arm:SocketSessionLife must be positive.");
        }

        foreach (var subscription in Subscriptions.Where(id => !Guid.TryParseExact(id, "D", out _)))
        {
            yield return new ValidationResult($"Arm:Subscriptions: '{subscription}' is not a GUID.");
        }

        foreach (var forward in Forwards)
        {
            if (!IPEndPoint.TryParse(forward.Address, out var address) || address.Port == 0 || !IPAddress.IsLoopback(address.Address))
            {
                yield return new ValidationResult($"Arm:Forwards: '{forward.Address}' is not a loopback address with a port.");
            }

            if (forward.PathPrefix is { } prefix && !(prefix.StartsWith('/') && prefix.EndsWith('/')))
            {
                yield return new ValidationResult($"Arm:Forwards: the path '{prefix}' must begin and end with a slash.");
            }
        }
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,31}$")]
    private static partial Regex InstancePattern();
}
