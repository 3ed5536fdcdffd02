using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CloudWorkspaces.Testing;

/// <summary>A git repository and git's own HTTP backend for it on 127.0.0.1, open to all or behind a password.</summary>
public sealed class GitServer : IAsyncDisposable
{
    private const string Backend = "http-backend";

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;
    private readonly string? _credential;

    private GitServer(DirectoryInfo folder, WebApplication app, int port, string? credential)
    {
        (_folder, _app, _credential) = (folder, app, credential);
        Authority = $"127.0.0.1:{port}";
        Repository = new Uri($"http://{Authority}/notebooks.git");
    }

    /// <summary>Host and port.</summary>
    public string Authority { get; }

    public Uri Repository { get; }

    /// <summary>What requests had as authorization; null for those without.</summary>
    public ConcurrentQueue<string?> Authorizations { get; } = new();

    /// <summary>Whether requests get no answer.</summary>
    public bool Silent { get; set; }

    private string Work => Path.Combine(_folder.FullName, "work");

    /// <param name="credential"><c>user:password</c> that requests must have; null for everybody.</param>
    public static async Task<GitServer> StartAsync(string? credential = null)
    {
        var port = Ports.Free();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        var server = new GitServer(Directory.CreateTempSubdirectory("cw-git-"), app, port, credential);
        app.Run(server.AnswerAsync);
        await GitAsync(
            server._folder.FullName,
            "init", "--quiet", "--initial-branch=main", $"--separate-git-dir={server._folder.FullName}/notebooks.git", "work");
        await app.StartAsync();
        return server;
    }

    /// <summary>Writes the files and commits them to main; the commit's id.</summary>
    public async Task<string> CommitAsync(IReadOnlyDictionary<string, string> files)
    {
        foreach (var (path, content) in files)
        {
            var file = new FileInfo(Path.Combine(Work, path));
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, content);
        }

        await GitAsync(Work, "add", "--all");
        await GitAsync(Work, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "a change");
        return (await GitAsync(Work, "rev-parse", "HEAD")).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var authorization = (string?)context.Request.Headers.Authorization;
        Authorizations.Enqueue(authorization);
        if (_credential is not null && authorization != $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(_credential))}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"git\"";
            return;
        }

        if (Silent)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        using var backend = Process.Start(Start(context.Request))!;
        await context.Request.Body.CopyToAsync(backend.StandardInput.BaseStream, context.RequestAborted);
        backend.StandardInput.Close();
        await SendAsync(backend.StandardOutput.BaseStream, context);
        await backend.WaitForExitAsync(context.RequestAborted);
    }

    /// <summary>As RFC 3875 hands a request to a program.</summary>
    private ProcessStartInfo Start(HttpRequest request)
    {
        var start = new ProcessStartInfo("git", [Backend])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["GIT_PROJECT_ROOT"] = _folder.FullName;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["PATH_INFO"] = request.Path;
        start.Environment["QUERY_STRING"] = request.QueryString.Value?.TrimStart('?');
        start.Environment["REQUEST_METHOD"] = request.Method;
        start.Environment["CONTENT_TYPE"] = request.ContentType;
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers.ContentEncoding;
        start.Environment["HTTP_GIT_PROTOCOL"] = request.Headers["Git-Protocol"];
        return start;
    }

    private static async Task SendAsync(Stream output, HttpContext context)
    {
        using var buffer = new MemoryStream();
        await output.CopyToAsync(buffer, context.RequestAborted);
        var bytes = buffer.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n"))
        {
            var (name, value) = (line[..line.IndexOf(':')], line[(line.IndexOf(':') + 1)..].Trim());
            if (name == "Status")
            {
                context.Response.StatusCode = int.Parse(value[..3], CultureInfo.InvariantCulture);
            }
            else
            {
                context.Response.Headers[name] = value;
            }
        }

        await context.Response.Body.WriteAsync(bytes.AsMemory(end + 4), context.RequestAborted);
    }

    private static async Task<string> GitAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { WorkingDirectory = folder, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var output = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();
        return git.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"git {string.Join(' ', arguments)} ended with {git.ExitCode}.");
    }
}
