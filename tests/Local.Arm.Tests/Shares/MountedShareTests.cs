using System.Text.Json.Nodes;
using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Local.Arm.Tests.Shares;

/// <summary>A share in a container behaves as one that Linux mounts by SMB.</summary>
[Trait("Category", "Container")]
public sealed class MountedShareTests(EmulatorFixture fixture) : IClassFixture<EmulatorFixture>
{
    private const string Changes = """
        cd /home
        echo x > file && busybox mkdir folder
        busybox stat -c '%n %u %g %a %F' file folder .
        busybox chmod 600 file; echo chmod $?
        busybox chown 1000:1000 file; echo chown $?
        busybox stat -c '%u %g %a' file
        busybox ln -s file link 2>&1; busybox ln file hard 2>&1; busybox mkfifo pipe 2>&1
        busybox touch -d '2020-01-02 03:04:05' file 2>&1; busybox touch file; echo touch $?
        busybox rm file && busybox rmdir folder
        """;

    private ArmApi Api => fixture.Api;

    [Fact]
    public async Task Root_SeesOwnerAndModeThatStay_AndMakesNoLinks() => Assert.Equal(
        """
        file 0 0 777 regular file
        folder 0 0 777 directory
        . 0 0 777 directory
        chmod 0
        chown 0
        0 0 777
        ln: link: Operation not supported
        ln: hard: Operation not supported
        mkfifo: pipe: Operation not permitted
        touch 0

        """,
        await OutputAsync(Bodies.Group(Changes)));

    [Fact]
    public async Task User_WritesEverywhere_AndChangesNoModeOrTime() => Assert.Equal(
        """
        file 0 0 777 regular file
        folder 0 0 777 directory
        . 0 0 777 directory
        chmod: file: Operation not permitted
        chmod 1
        chown: file: Operation not permitted
        chown 1
        0 0 777
        ln: link: Operation not supported
        ln: hard: Operation not supported
        mkfifo: pipe: Operation not permitted
        touch: file: Operation not permitted
        touch 0

        """,
        await OutputAsync(Bodies.Group("exec 2>&1\n" + Changes).AsUser(1000)));

    [Fact]
    public async Task ModeWithoutWriting_IsTheReadOnlyAttribute() => Assert.Equal(
        """
        555
        sh: can't create /home/f: Permission denied
        777
        more

        """,
        await OutputAsync(Bodies.Group("""
            exec 2>&1
            echo x > /home/f; busybox chmod 444 /home/f; busybox stat -c %a /home/f
            (echo y > /home/f)
            busybox chmod 644 /home/f; busybox stat -c %a /home/f
            echo more > /home/f; busybox cat /home/f
            busybox chmod 400 /home/f; busybox rm -f /home/f
            """)));

    [Fact]
    public async Task Names_WithReservedCharacters_AreMappedInTheShare()
    {
        var share = ArmApi.NewName();

        var output = await OutputAsync(Bodies.Group("""cd /home; echo x > 'a:b*c?.'; for n in *; do echo "$n"; busybox cat "$n"; done"""), share);

        Assert.Equal("a:b*c?.\nx\n", output);
        Assert.Equal(["a\uF022b\uF021c\uF025\uF029"], Directory.GetFiles(fixture.Emulator.Content(share)).Select(Path.GetFileName));
    }

    [Fact]
    public async Task ReadOnlyMount_RefusesWrites()
    {
        var share = ArmApi.NewName();
        await OutputAsync(Bodies.Group("echo kept > /home/f"), share);

        var body = Bodies.Group("busybox cat /home/f; (echo x > /home/g) 2>&1").WithHome(share, readOnly: true);

        Assert.Equal("kept\nsh: can't create /home/g: Read-only file system\n", await Api.OutputAsync(body));
    }

    [Fact]
    public async Task WrongKey_FailsTheGroup()
    {
        var key = Convert.ToBase64String(new byte[64]);
        var name = await Api.CreateAsync(Bodies.Group("true").WithHome(ArmApi.NewName(), key: key));

        var group = await Api.WaitForStateAsync(name, "Failed");

        Assert.Contains("FailedMount", group.EventNames());
        await Api.DeleteAsync(name);
    }

    [Fact]
    public async Task Programs_FindAFileSystemThatWorks() => Assert.Equal(
        "files, folders, writers, mapping, truncation, removal and SQLite\n",
        await OutputAsync(ShareVolume.Python("""
            import mmap, os, sqlite3, threading
            os.chdir("/home")

            os.mkdir("many")
            for number in range(1000):
                with open(f"many/{number}", "w") as file:
                    file.write(str(number))
            assert sorted(map(int, os.listdir("many"))) == list(range(1000))
            os.rename("many", "moved")
            assert open("moved/999").read() == "999"

            def append(writer):
                for line in range(200):
                    with open("log", "a") as file:
                        file.write(f"{writer} {line}\n")
            writers = [threading.Thread(target=append, args=(writer,)) for writer in range(4)]
            [writer.start() for writer in writers]
            [writer.join() for writer in writers]
            assert len(set(open("log").read().splitlines())) == 800

            with open("mapped", "wb") as file:
                file.write(b"a" * 10000)
            with open("mapped", "r+b") as file, mmap.mmap(file.fileno(), 0) as memory:
                assert memory[9999:] == b"a"
                memory[5000:5005] = b"hello"
            assert open("mapped", "rb").read()[4999:5006] == b"ahelloa"

            with open("big", "wb") as file:
                for block in range(64):
                    file.write(bytes([block]) * (1 << 20))
                file.flush()
                os.fsync(file.fileno())
            assert os.stat("big").st_size == 64 << 20
            with open("big", "rb") as file:
                file.seek(40 << 20)
                assert file.read(1) == bytes([40])
            os.truncate("big", 3)
            assert open("big", "rb").read() == b"\0\0\0"

            with open("gone", "w+") as file:
                file.write("still here")
                file.flush()
                os.unlink("gone")
                file.seek(0)
                assert file.read() == "still here" and not os.path.exists("gone")

            try:
                with sqlite3.connect("data.db", timeout=5) as database:
                    database.execute("create table numbers (number)")
                    database.executemany("insert into numbers values (?)", [(n,) for n in range(100)])
            except sqlite3.OperationalError:
                pass
            print("files, folders, writers, mapping, truncation, removal and SQLite")
            """)));

    [Fact]
    public async Task FileOfAnother_IsSeenAtOnce()
    {
        var share = ArmApi.NewName();
        var name = await Api.CreateAsync(Bodies.Group("""
            cd /home; echo one > f; echo ready
            while [ ! -e go ]; do busybox usleep 1000; done
            busybox cat f; echo three >> f
            """).WithHome(share));
        await Eventually.TrueAsync(
            async () => await Api.LogsAsync(name) == "ready\n", TimeSpan.FromSeconds(60), "the file is there");

        var folder = fixture.Emulator.Content(share);
        await File.AppendAllTextAsync(Path.Combine(folder, "f"), "two\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "go"), "");
        await Api.WaitForStateAsync(name, "Succeeded");

        Assert.Equal("ready\none\ntwo\n", await Api.LogsAsync(name));
        Assert.Equal("one\ntwo\nthree\n", await File.ReadAllTextAsync(Path.Combine(folder, "f")));
    }

    private Task<string> OutputAsync(JsonObject body, string? share = null) =>
        Api.OutputAsync(body.WithHome(share ?? ArmApi.NewName()));
}
