using CloudWorkspaces.Agent.Causes;

namespace CloudWorkspaces.Agent.Tests.Mounts;

public sealed class CopyMountTests
{
    [Fact]
    public async Task Finish_NothingChanged_WritesNothing()
    {
        using var bench = await CopyMountBench.StartAsync(("a.txt", "a"), ("x/b.txt", "b"));
        var mount = bench.Mount();
        await mount.PrepareAsync(default);
        var tags = await TagsAsync(bench);

        // The time of a file may change while its content does not.
        File.SetLastWriteTimeUtc(bench.PathOf("a.txt"), DateTime.UnixEpoch);
        var lost = await mount.FinishAsync(default);

        Assert.Null(lost);
        Assert.Equal(0, bench.State.WrittenFiles);
        Assert.Equal(tags, await TagsAsync(bench));
    }

    [Fact]
    public async Task Finish_ChangedHereAndThere_KeepsBothVersionsAndFollowsItsOwn()
    {
        using var bench = await CopyMountBench.StartAsync(("d/a.txt", "before"));
        var mount = bench.Mount();
        await mount.PrepareAsync(default);
        await bench.ChangeAsync("d/a.txt", "theirs");
        await bench.ChangeAsync("d/a.conflict-r1.txt", "of an earlier attempt");

        await File.WriteAllTextAsync(bench.PathOf("d/a.txt"), "ours");
        await mount.FinishAsync(default);
        await File.WriteAllTextAsync(bench.PathOf("d/a.txt"), "ours, once more");
        await mount.FinishAsync(default);

        Assert.Equal(["d/a.conflict-r1-2.txt", "d/a.conflict-r1.txt", "d/a.txt"], await bench.NamesAsync());
        Assert.Equal("theirs", await bench.ReadAsync("d/a.txt"));
        Assert.Equal("of an earlier attempt", await bench.ReadAsync("d/a.conflict-r1.txt"));
        Assert.Equal("ours, once more", await bench.ReadAsync("d/a.conflict-r1-2.txt"));
        Assert.Equal("d/a.conflict-r1-2.txt", Assert.Single(bench.State.Conflicts!).KeptAs);
    }

    [Fact]
    public async Task Finish_NewHereAndThere_KeepsBothUnlessTheyAreTheSame()
    {
        using var bench = await CopyMountBench.StartAsync();
        var mount = bench.Mount();
        await mount.PrepareAsync(default);
        await bench.ChangeAsync("one.txt", "theirs");
        await bench.ChangeAsync("two.txt", "the same");

        await File.WriteAllTextAsync(bench.PathOf("one.txt"), "ours");
        await File.WriteAllTextAsync(bench.PathOf("two.txt"), "the same");
        await mount.FinishAsync(default);

        Assert.Equal(["one.conflict-r1.txt", "one.txt", "two.txt"], await bench.NamesAsync());
        Assert.Equal("theirs", await bench.ReadAsync("one.txt"));
    }

    [Fact]
    public async Task Finish_DeletedElsewhereAndChangedHere_IsKeptBeside()
    {
        using var bench = await CopyMountBench.StartAsync(("a.txt", "before"));
        var mount = bench.Mount();
        await mount.PrepareAsync(default);
        await bench.Container.DeleteBlobAsync("a.txt");

        await File.WriteAllTextAsync(bench.PathOf("a.txt"), "ours");
        await mount.FinishAsync(default);

        Assert.Equal(["a.conflict-r1.txt"], await bench.NamesAsync());
    }

    [Theory]
    [InlineData(false, "kept.txt gone.txt changed.txt")]
    [InlineData(true, "kept.txt changed.txt")]
    public async Task Finish_DeletedHere_IsDeletedThereOnlyWhenAskedForAndUnchanged(bool deletes, string expected)
    {
        using var bench = await CopyMountBench.StartAsync(("kept.txt", "k"), ("gone.txt", "g"), ("changed.txt", "c"));
        var mount = bench.Mount(job => job with { Deletes = deletes });
        await mount.PrepareAsync(default);
        await bench.ChangeAsync("changed.txt", "by others");

        File.Delete(bench.PathOf("gone.txt"));
        File.Delete(bench.PathOf("changed.txt"));
        await mount.FinishAsync(default);

        Assert.Equal(expected.Split(' ').Order(), (await bench.NamesAsync()).Order());
        Assert.Equal(deletes ? 1 : 0, bench.State.Conflicts?.Count ?? 0);
    }

    [Fact]
    public async Task Finish_LinksAndPipes_AreNotFollowed()
    {
        using var bench = await CopyMountBench.StartAsync(("a.txt", "a"));
        var mount = bench.Mount();
        await mount.PrepareAsync(default);
        var secret = Path.Combine(bench.Outside, "secret");
        Directory.CreateDirectory(secret);
        await File.WriteAllTextAsync(Path.Combine(secret, "key.txt"), "key");

        File.CreateSymbolicLink(bench.PathOf("link.txt"), Path.Combine(secret, "key.txt"));
        Directory.CreateSymbolicLink(bench.PathOf("folder"), secret);
        File.Delete(bench.PathOf("a.txt"));
        File.CreateSymbolicLink(bench.PathOf("a.txt"), Path.Combine(secret, "key.txt"));
        await mount.FinishAsync(default);

        Assert.Equal(["a.txt"], await bench.NamesAsync());
        Assert.Equal("a", await bench.ReadAsync("a.txt"));
        Assert.Null(CloudWorkspaces.Agent.Mounts.OwnFile.TryOpen(bench.PathOf("link.txt")));
        Assert.Null(CloudWorkspaces.Agent.Mounts.OwnFile.TryOpen(bench.PathOf("folder/key.txt")));
    }

    [Fact]
    public async Task Finish_ReadOnly_WritesNothingBack()
    {
        using var bench = await CopyMountBench.StartAsync(("a.txt", "a"));
        var mount = bench.Mount(job => job with { ReadOnly = true });
        await mount.PrepareAsync(default);

        await File.WriteAllTextAsync(bench.PathOf("a.txt"), "changed by root");
        await File.WriteAllTextAsync(bench.PathOf("b.txt"), "new by root");
        await mount.FinishAsync(default);

        Assert.Equal(["a.txt"], await bench.NamesAsync());
        Assert.Equal("a", await bench.ReadAsync("a.txt"));
    }

    [Fact]
    public async Task Prepare_LargeFile_IsTheSameAndComesBackWhole()
    {
        using var bench = await CopyMountBench.StartAsync();
        var content = new byte[40 * 1024 * 1024];
        new Random(7).NextBytes(content);
        await bench.Container.UploadBlobAsync("large.bin", BinaryData.FromBytes(content));
        var mount = bench.Mount();
        await mount.PrepareAsync(default);

        Assert.True((await File.ReadAllBytesAsync(bench.PathOf("large.bin"))).AsSpan().SequenceEqual(content));
        content[^1]++;
        await File.WriteAllBytesAsync(bench.PathOf("large.bin"), content);
        Assert.Null(await mount.FinishAsync(default));

        var stored = await bench.Container.GetBlobClient("large.bin").DownloadContentAsync();
        Assert.True(stored.Value.Content.ToMemory().Span.SequenceEqual(content));
        Assert.Null(bench.State.Conflicts);
    }

    [Fact]
    public async Task Prepare_PatternsAndNamesThatAreNoFiles_TakesTheRestAndTells()
    {
        using var bench = await CopyMountBench.StartAsync(
            ("p/a.tif", "a"), ("p/b.txt", "b"), ("p/tmp/c.tif", "c"), ("other/d.tif", "d"), ("p/e.tif", "e"), ("p/e.tif/f.tif", "f"));
        var mount = bench.Mount(job => job with { Prefix = "p/", Include = ["*.tif"], Exclude = ["tmp/*"] });

        await mount.PrepareAsync(default);

        var files = Directory.EnumerateFiles(bench.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(bench.Folder, file)).Order();
        Assert.Equal(["a.tif", "e.tif/f.tif"], files);
        Assert.Equal(["'e.tif' was not fetched: it is a folder as well"], bench.State.Problems!);
    }

    [Fact]
    public async Task Prepare_MoreThanItsCap_FailsNamingTheMountAndBoth()
    {
        using var bench = await CopyMountBench.StartAsync(("a.bin", new string('a', 3 << 20)));

        var failure = await Assert.ThrowsAsync<RunFailedException>(
            () => bench.Mount(job => job with { MaxBytes = 1 << 20 }).PrepareAsync(default));

        Assert.Equal(CauseCodes.MountFailed, failure.Cause.Code);
        Assert.Equal("Mount 'data' holds 1 files with 3 MiB, more than its cap of 1 MiB.", failure.Cause.Message);
        Assert.False(Directory.Exists(bench.Folder));
    }

    [Fact]
    public async Task Prepare_FolderOfTheImageIsNotEmpty_FailsAndLeavesIt()
    {
        using var bench = await CopyMountBench.StartAsync(("a.txt", "a"));
        Directory.CreateDirectory(bench.Folder);
        await File.WriteAllTextAsync(bench.PathOf("of-the-image.txt"), "x");

        var failure = await Assert.ThrowsAsync<RunFailedException>(() => bench.Mount().PrepareAsync(default));

        Assert.Contains("not empty", failure.Cause.Message, StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(bench.Folder));
    }

    private static async Task<List<string>> TagsAsync(CopyMountBench bench) =>
        await bench.Container.GetBlobsAsync().Select(blob => $"{blob.Properties.ETag}").ToListAsync();
}
