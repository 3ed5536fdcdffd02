using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudWorkspaces.Local.Arm.Http;
using Microsoft.Extensions.Options;

namespace CloudWorkspaces.Local.Arm.LogAnalytics;

/// <summary>
/// Lines and events by workspace, in files of the state folder that are only added to, so that they outlive the
/// emulator and their groups. What is too old or too much goes file by file.
/// </summary>
internal sealed class LogStore(IOptions<ArmOptions> arm, IOptions<LogAnalyticsOptions> options, TimeProvider time)
{
    private const int FilesPerWorkspace = 16;

    private readonly string _root = Path.Combine(arm.Value.StateFolder, "log-analytics");
    private readonly Dictionary<string, string> _current = [];
    private readonly Lock _lock = new();

    public void Append(string workspace, IReadOnlyCollection<LogRecord> records)
    {
        if (records.Count == 0)
        {
            return;
        }

        var lines = records.Select(record => JsonSerializer.Serialize(record, ArmJson.Options) + '\n');
        lock (_lock)
        {
            File.AppendAllText(Current(FolderOf(workspace)), string.Concat(lines));
        }
    }

    /// <summary>From the oldest file to the newest.</summary>
    public IEnumerable<LogRecord> Read(string workspace) => ReadFolder(FolderOf(workspace));

    public IEnumerable<LogRecord> ReadAll() =>
        Directory.Exists(_root) ? Directory.EnumerateDirectories(_root).SelectMany(ReadFolder) : [];

    private IEnumerable<LogRecord> ReadFolder(string folder)
    {
        var oldest = time.GetUtcNow() - options.Value.Retention;
        return Files(folder)
            .SelectMany(file => File.Exists(file) ? File.ReadLines(file) : [])
            .Select(Parse)
            .OfType<LogRecord>()
            .Where(record => record.Time >= oldest);
    }

    /// <summary>The file to add to. After a start it is a new one, since the last may end in half a line.</summary>
    private string Current(string folder)
    {
        if (_current.TryGetValue(folder, out var file) && File.Exists(file) &&
            new FileInfo(file).Length < options.Value.MaxBytes / FilesPerWorkspace)
        {
            return file;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Clean(folder);
        var name = time.GetUtcNow().UtcTicks.ToString("D19", CultureInfo.InvariantCulture);
        return _current[folder] = Path.Combine(folder, $"{name}.ndjson");
    }

    private void Clean(string folder)
    {
        var files = Files(folder).Select(file => new FileInfo(file)).ToList();
        var room = options.Value.MaxBytes - options.Value.MaxBytes / FilesPerWorkspace;
        foreach (var file in Enumerable.Reverse(files))
        {
            room -= file.Length;
            if (room < 0 || file.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime - options.Value.Retention)
            {
                file.Delete();
            }
        }
    }

    private static string[] Files(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.ndjson").Order(StringComparer.Ordinal)]
        : [];

    /// <summary>A workspace's name is a user's and no name for a folder.</summary>
    private string FolderOf(string workspace) => Path.Combine(
        _root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(workspace.ToLowerInvariant())))[..32]);

    private static LogRecord? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LogRecord>(line, ArmJson.Options);
        }
        catch (JsonException)
        {
            // Half a line: the emulator was killed while it wrote, or writes now.
            return null;
        }
    }
}
