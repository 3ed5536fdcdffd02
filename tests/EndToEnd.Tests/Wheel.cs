using System.IO.Compression;
using System.Text;

namespace CloudWorkspaces.EndToEnd.Tests;

/// <summary>A package of one module and one script, as pip takes it.</summary>
internal static class Wheel
{
    public static string FileName(string name, string version) => $"{name}-{version}-py3-none-any.whl";

    public static byte[] Make(string name, string version)
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            var info = $"{name}-{version}.dist-info";
            (string Path, string Text)[] files =
            [
                ($"{name}.py", $"version = '{version}'\n\n\ndef main():\n    print('{name}', version)\n"),
                ($"{info}/METADATA", $"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"),
                ($"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"),
                ($"{info}/entry_points.txt", $"[console_scripts]\n{name} = {name}:main\n"),
            ];
            foreach (var (path, text) in files)
            {
                Add(zip, path, text);
            }

            Add(zip, $"{info}/RECORD", string.Concat(files.Select(file => $"{file.Path},,\n")) + $"{info}/RECORD,,\n");
        }

        return content.ToArray();
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
    }
}
