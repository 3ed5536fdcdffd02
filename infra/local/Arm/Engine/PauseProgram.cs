using System.Buffers.Binary;
using System.Formats.Tar;
using System.Runtime.InteropServices;

namespace CloudWorkspaces.Local.Arm.Engine;

/// <summary>
/// The image of containers that hold something and do nothing: one static program of a few instructions that sleeps
/// for ever, made here so that no registry is needed. See the ELF-64 specification for the two headers.
/// </summary>
internal static class PauseProgram
{
    private const ulong LoadAddress = 0x400000;
    private const int HeaderSize = 64;
    private const int ProgramHeaderSize = 56;

    /// <summary>Without a tag, which podman would not take up when it imports.</summary>
    public static string ImageName { get; } =
        $"localhost/cloud-workspaces/pause-{RuntimeInformation.ProcessArchitecture}".ToLowerInvariant();

    /// <summary>The image's file system: the file /pause.</summary>
    public static MemoryStream Tar()
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "pause")
            {
                DataStream = new MemoryStream(Elf()),
                Mode = (UnixFileMode)Convert.ToInt32("755", 8),
            });
        }

        stream.Position = 0;
        return stream;
    }

    private static byte[] Elf()
    {
        var (machine, code) = RuntimeInformation.ProcessArchitecture switch
        {
            // mov eax, 34 (pause); syscall; jmp back
            Architecture.X64 => (62, (byte[])[0xB8, 34, 0, 0, 0, 0x0F, 0x05, 0xEB, 0xF7]),
            // x0..x3 = 0; x8 = 73 (ppoll); svc 0; b back
            Architecture.Arm64 => (183, (byte[])
            [
                0x00, 0x00, 0x80, 0xD2, 0x01, 0x00, 0x80, 0xD2, 0x02, 0x00, 0x80, 0xD2, 0x03, 0x00, 0x80, 0xD2,
                0x28, 0x09, 0x80, 0xD2, 0x01, 0x00, 0x00, 0xD4, 0xFA, 0xFF, 0xFF, 0x17,
            ]),
            var other => throw new PlatformNotSupportedException($"No pause program for {other}."),
        };
        var file = new byte[HeaderSize + ProgramHeaderSize + code.Length];
        code.CopyTo(file, HeaderSize + ProgramHeaderSize);

        var header = file.AsSpan();
        ((ReadOnlySpan<byte>)[0x7F, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1]).CopyTo(header);
        BinaryPrimitives.WriteUInt16LittleEndian(header[16..], 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header[18..], (ushort)machine);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(header[24..], LoadAddress + HeaderSize + ProgramHeaderSize);
        BinaryPrimitives.WriteUInt64LittleEndian(header[32..], HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(header[52..], HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(header[54..], ProgramHeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(header[56..], 1);

        var program = header[HeaderSize..];
        BinaryPrimitives.WriteUInt32LittleEndian(program, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(program[4..], 5);
        BinaryPrimitives.WriteUInt64LittleEndian(program[16..], LoadAddress);
        BinaryPrimitives.WriteUInt64LittleEndian(program[24..], LoadAddress);
        BinaryPrimitives.WriteUInt64LittleEndian(program[32..], (ulong)file.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(program[40..], (ulong)file.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(program[48..], 0x1000);
        return file;
    }
}
