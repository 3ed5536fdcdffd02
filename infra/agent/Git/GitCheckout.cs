using System.Globalization;
using System.Text;
using CloudWorkspaces.Agent.Causes;
using CloudWorkspaces.Agent.Endpoint;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Secrets;

namespace CloudWorkspaces.Agent.Git;

/// <summary>
/// A notebook in git: fetches one commit of a repository, without its history, into a folder of the user's, within bounds of time and size.
/// No submodules, and of files in LFS the pointers alone.
/// </summary>
internal sealed class GitCheckout(
    GitJob job, int maxNotebookBytes, Workbench? bench, string folder, StopSignal stop, TimeProvider time) : INotebookSource
{
    private static readonly TimeSpan SizeInterval = TimeSpan.FromMilliseconds(500);

    public string Name => $"The notebook '{job.Path}' of the repository";

    public async Task<TakenNotebook> TakeAsync(CancellationToken cancellationToken)
    {
        if (bench is null || GitProcess.Find(bench.Environment["PATH"]) is not { } program)
        {
            throw new RunFailedException(GitRules.NoGit);
        }

        Directory.CreateDirectory(folder);
        RunFolders.Give(folder, bench.User);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(job.TimeoutSeconds), time);
        using var tooLarge = new CancellationTokenSource();
        using var any = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, tooLarge.Token, cancellationToken);
        var git = new GitProcess(program, bench.User, bench.Environment, folder);
        var taking = TakeAsync(git, any.Token);
        var measuring = MeasureAsync(tooLarge, taking);
        if (await Task.WhenAny(taking, stop.Requested) != taking)
        {
            await limit.CancelAsync();
            await ((Task)taking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await measuring;
            throw new RunFailedException(CauseCodes.Cancelled, "It was cancelled while its repository was being fetched.");
        }

        await measuring;
        if (tooLarge.IsCancellationRequested)
        {
            await ((Task)taking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new RunFailedException(GitRules.TooLarge(job));
        }

        try
        {
            return await taking;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RunFailedException(GitRules.TooLate(job));
        }
    }

    private async Task<TakenNotebook> TakeAsync(GitProcess git, CancellationToken cancellationToken)
    {
        await DoAsync(git, "prepared", ["init", "--quiet"], cancellationToken);
        var fetched = await git.RunAsync(
            ["fetch", "--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules", job.Url.AbsoluteUri, job.Revision],
            Opening(),
            cancellationToken);
        if (fetched.ExitCode != 0)
        {
            throw new RunFailedException(GitRules.NotFetched(job, fetched));
        }

        await DoAsync(git, "checked out", ["checkout", "--quiet", "--detach", "FETCH_HEAD"], cancellationToken);
        var commit = Text(await DoAsync(git, "read", ["rev-parse", "HEAD"], cancellationToken));

        // As the commit has it: a path on disk could lead through links to where only root may read.
        var blob = $"HEAD:{job.Path}";
        var size = await git.RunAsync(["cat-file", "-s", blob], GitExtras.None, cancellationToken);
        if (size.ExitCode != 0 || !File.Exists(Path.Combine(folder, job.Path)))
        {
            throw new RunFailedException(GitRules.NoFile(job, commit));
        }

        var bytes = long.Parse(Text(size), CultureInfo.InvariantCulture);
        if (bytes > maxNotebookBytes)
        {
            throw new RunFailedException(GitRules.NotebookTooLarge(job, bytes, maxNotebookBytes));
        }

        return new((await DoAsync(git, "read", ["cat-file", "blob", blob], cancellationToken)).Output, commit);
    }

    private async Task<GitResult> DoAsync(
        GitProcess git, string what, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = await git.RunAsync(arguments, GitExtras.None, cancellationToken);
        return result.ExitCode == 0 ? result : throw new RunFailedException(GitRules.Failed(job, what, result));
    }

    private GitExtras Opening()
    {
        if (job.Credential is not { } name)
        {
            return GitExtras.None;
        }

        var credential = ContainerSecrets.Find(name) is { } value ? GitCredential.Parse(value) : null;
        if (credential is null)
        {
            throw new RunFailedException(GitRules.NoCredential(job));
        }

        return new()
        {
            Settings = [$"credential.{job.Url.GetLeftPart(UriPartial.Authority)}.helper={GitCredential.Helper}"],
            Variables = new Dictionary<string, string>
            {
                [GitCredential.UserVariable] = credential.User,
                [GitCredential.PasswordVariable] = credential.Password,
            },
        };
    }

    /// <summary>Looks at the folder as long as git works on it, and once after that.</summary>
    private async Task MeasureAsync(CancellationTokenSource tooLarge, Task taking)
    {
        for (var last = false; ;)
        {
            if (FolderSize.Exceeds(folder, job.MaxBytes))
            {
                await tooLarge.CancelAsync();
                return;
            }

            if (last)
            {
                return;
            }

            await Task.WhenAny(taking, Task.Delay(SizeInterval, time));
            last = taking.IsCompleted;
        }
    }

    private static string Text(GitResult result) => Encoding.UTF8.GetString(result.Output).Trim();
}
