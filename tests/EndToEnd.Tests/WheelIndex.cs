using System.IO.Compression;
using System.Net;
using System.Text;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>A package index for pip with one pure wheel, on this machine's loopback.</summary>
internal sealed class WheelIndex : IDisposable
{
    public const string Package = "cloudworkspacesdemo";
    private const string File = $"{Package}-1.0-py3-none-any.whl";

    private readonly HttpListener _listener = new();
    private readonly byte[] _wheel = Wheel();

    public WheelIndex()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.Free()}/simple/");
        _listener.Prefixes.Add(Address.GetLeftPart(UriPartial.Authority) + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                var (status, type, content) = context.Request.Url!.AbsolutePath switch
                {
                    $"/simple/{Package}/" => (200, "text/html", Encoding.UTF8.GetBytes($"<a href=\"/{File}\">{File}</a>")),
                    $"/{File}" => (200, "application/zip", _wheel),
                    _ => (404, "text/plain", []),
                };
                (context.Response.StatusCode, context.Response.ContentType) = (status, type);
                await context.Response.OutputStream.WriteAsync(content);
                context.Response.Close();
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // The index is closed.
        }
    }

    private static byte[] Wheel()
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            const string Info = $"{Package}-1.0.dist-info";
            Add(zip, $"{Package}.py", "answer = 42\n");
            Add(zip, $"{Info}/METADATA", $"Metadata-Version: 2.1\nName: {Package}\nVersion: 1.0\n");
            Add(zip, $"{Info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
            Add(zip, $"{Info}/RECORD", $"{Package}.py,,\n{Info}/METADATA,,\n{Info}/WHEEL,,\n{Info}/RECORD,,\n");
        }

        return content.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name).Open());
        writer.Write(text);
    }
}
