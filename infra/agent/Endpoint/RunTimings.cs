namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>Where an attempt's time went, in milliseconds. The phases follow one another.</summary>
internal sealed record RunTimings
{
    /// <summary>From the agent's start until the attempt is claimed and the notebook is here.</summary>
    public long ClaimMs { get; init; }

    public long PreflightMs { get; init; }

    /// <summary>From handing the job to papermill until it has ended.</summary>
    public long PapermillMs { get; init; }

    /// <summary>From the end of papermill until everything but the HTML is stored.</summary>
    public long UploadMs { get; init; }
}
