using System.Diagnostics;

namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>Clones the repositories of gitRepo volumes, with the machine's git, before a group's containers start.</summary>
internal sealed class GitRepositories(GroupFolders folders, TimeProvider time)
{
    /// <summary>Clones what is not there yet. Throws ProvisioningException with git's own words.</summary>
    public async Task CloneAsync(ContainerGroup group, CancellationToken cancellationToken)
    {
        foreach (var volume in group.Spec.Volumes.OfType<GitVolume>())
        {
            var folder = folders.Source(group.Record.Key, volume);
            if (Directory.Exists(folder))
            {
                continue;
            }

            var unfinished = folder + ".unfinished";
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }

            Directory.CreateDirectory(unfinished);
            var target = Path.GetFullPath(Path.Combine(unfinished, volume.Directory));
            var failure = await GitAsync(["clone", "--quiet", "--", volume.Repository, target], cancellationToken);
            if (failure is null && volume.Revision is { } revision)
            {
                failure = await GitAsync(["-C", target, "checkout", "--quiet", "--detach", revision, "--"], cancellationToken);
            }

            if (failure is not null)
            {
                Fail(group, volume, failure);
            }

            Directory.Move(unfinished, folder);
        }
    }

    private void Fail(ContainerGroup group, GitVolume volume, string failure)
    {
        var message = $"The volume '{volume.Name}' could not be cloned from '{volume.Repository}': {failure}";
        foreach (var container in group.All)
        {
            container.Tell("FailedMount", message, time.GetUtcNow(), "Warning");
        }

        throw new ProvisioningException("GitRepoVolumeFailed", message);
    }

    /// <summary>Gives what git complained of; null if it did not.</summary>
    private static async Task<string?> GitAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["GIT_ALLOW_PROTOCOL"] = "file:http:https";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_CONFIG_COUNT"] = "1";
        start.Environment["GIT_CONFIG_KEY_0"] = "safe.directory";
        start.Environment["GIT_CONFIG_VALUE_0"] = "*";
        using var git = Process.Start(start)!;
        try
        {
            var output = git.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await git.StandardError.ReadToEndAsync(cancellationToken);
            await output;
            await git.WaitForExitAsync(cancellationToken);
            return git.ExitCode == 0 ? null : error.Trim();
        }
        catch (OperationCanceledException)
        {
            git.Kill(entireProcessTree: true);
            throw;
        }
    }
}
