using CloudWorkspaces.Runs;
using Microsoft.AspNetCore.Http;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>What a run's cause is as an exception: a type that corresponds to it, and a status.</summary>
internal static class JobFailures
{
    public static string TypeOf(string cause) => cause switch
    {
        RunCauses.InvalidParameters or RunCauses.InvalidNotebook => "InvalidParameterValue",
        _ => $"urn:cloud-workspaces:cause:{cause}",
    };

    /// <summary>Never 404, which means that there are no results yet or no such job.</summary>
    public static int StatusOf(string cause) => cause switch
    {
        RunCauses.InvalidParameters or RunCauses.InvalidNotebook or RunCauses.KernelUnavailable => StatusCodes.Status400BadRequest,
        RunCauses.Cancelled or RunCauses.BudgetExceeded or RunCauses.QuotaExceeded => StatusCodes.Status409Conflict,
        RunCauses.CellTimeout or RunCauses.RunTimeout or RunCauses.StartTimeout => StatusCodes.Status504GatewayTimeout,
        RunCauses.StorageUnavailable or RunCauses.Preempted or RunCauses.PlatformError => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };
}
