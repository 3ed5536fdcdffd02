using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Runs;

namespace CloudWorkspaces.Agent.Sessions;

/// <summary>What the image must offer for a session: as for a run.</summary>
internal static class LabBench
{
    /// <summary>Null with the cause when the image cannot be used.</summary>
    public static Workbench? TryFind(RunFolders folders, out Cause? missing)
    {
        missing = null;
        try
        {
            var bench = Workbench.Find(folders);
            bench.CreateFolders(folders);
            return bench;
        }
        catch (RunFailedException exception)
        {
            missing = exception.Cause;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            missing = new()
            {
                Code = CauseCodes.PlatformError,
                Message = $"The container cannot be prepared: {exception.Message}",
            };
        }

        return null;
    }
}
