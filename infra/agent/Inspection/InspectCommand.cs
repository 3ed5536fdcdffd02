using System.Diagnostics;
using System.Text;
using CloudWorkspaces.Agent.Checks;
using CloudWorkspaces.Agent.Papermill;
using CloudWorkspaces.Agent.Processes;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Tls;

namespace CloudWorkspaces.Agent.Inspection;

/// <summary>
/// <c>agent inspect</c>: reports the schema of a notebook's parameters as JSON, on standard output and to the signed address
/// of a blob where the settings name one; an object with <c>error</c> where the notebook cannot be read.
/// </summary>
internal static class InspectCommand
{
    /// <summary>A signed address, or a path, which is read as the user.</summary>
    private const string NotebookVariable = AgentSettings.Prefix + "NOTEBOOK";

    private const string KernelVariable = AgentSettings.Prefix + "KERNEL";
    private const int Failed = 1;
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    public static async Task<int> ExecuteAsync()
    {
        RunFolders folders = new();
        folders.CreateAgents();
        using var deadline = new CancellationTokenSource(s_deadline);
        byte[] schema;
        try
        {
            var bench = Workbench.Find(folders);
            bench.CreateFolders(folders);
            PapermillProcess.WriteLauncher(folders.Launcher);
            schema = await InferAsync(bench, folders, await NotebookAsync(folders, deadline.Token), deadline.Token);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            Console.Error.WriteLine($"agent: the notebook could not be inspected: {exception.GetType().Name}: {exception.Message}");
            ProcessTree.KillDescendants();
            return Failed;
        }

        Console.WriteLine(Encoding.UTF8.GetString(schema));
        return Environment.GetEnvironmentVariable(Report.AddressVariable) is not { Length: > 0 } address ||
            await Report.StoreAsync(new Uri(address), schema)
            ? 0
            : Failed;
    }

    private static async Task<string> NotebookAsync(RunFolders folders, CancellationToken cancellationToken)
    {
        var notebook = Environment.GetEnvironmentVariable(NotebookVariable) ?? "";
        if (!Uri.TryCreate(notebook, UriKind.Absolute, out var address) || address.IsFile)
        {
            return notebook;
        }

        using var http = AgentHttp.Create(Environment.GetEnvironmentVariable(TrustedRoots.ExtraVariable));
        var path = Path.Combine(folders.Agent, Storage.RunBlobs.Input);
        await File.WriteAllBytesAsync(path, await http.GetByteArrayAsync(address, cancellationToken), cancellationToken);
        return path;
    }

    private static async Task<byte[]> InferAsync(
        Workbench bench, RunFolders folders, string notebook, CancellationToken cancellationToken)
    {
        string[] command =
        [
            bench.Python, "-s", Path.Combine(folders.Agent, PapermillProcess.ParametersModule), notebook,
            Environment.GetEnvironmentVariable(KernelVariable) ?? "",
        ];
        ProcessStartInfo start = new(Environment.ProcessPath!, ExecAs.Arguments(bench.User, PapermillProcess.OomScore, command))
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folders.Work,
        };
        start.Environment.Clear();
        foreach (var (name, value) in bench.Environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? Encoding.UTF8.GetBytes(output.Trim())
            : throw new InvalidOperationException($"Python ended with exit code {process.ExitCode}.");
    }
}
