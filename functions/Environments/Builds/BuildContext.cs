using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace CloudWorkspaces.Environments.Builds;

/// <summary>What a registry builds a derived environment from.</summary>
internal static class BuildContext
{
    public const string FileName = "Containerfile";

    /// <summary>
    /// Packages come by files, not by the text of a command. Of pip only wheels are taken: nothing of a package's runs
    /// while it is built, and the image needs no compiler. Changing a letter here gives every environment another version.
    /// </summary>
    public const string Containerfile = """
        ARG BASE
        FROM ${BASE}
        ARG APT_CONFIG
        ARG PIP_INDEX_URL
        USER root
        COPY packages.txt requirements.txt /etc/cloud-workspaces/derived/
        RUN set -eu; \
            export DEBIAN_FRONTEND=noninteractive; \
            cd /etc/cloud-workspaces/derived; \
            if [ -s requirements.txt ] && ! python3 -m pip --version >/dev/null 2>&1; then echo python3-pip >>packages.txt; fi; \
            if [ -s packages.txt ]; then \
                apt-get -q -o Acquire::Retries=2 update; \
                xargs apt-get -q -y install --no-install-recommends <packages.txt; \
                rm -rf /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/*.deb; \
            fi; \
            if [ -s requirements.txt ]; then \
                python3 -m pip install --no-cache-dir --no-input --disable-pip-version-check --retries 1 --timeout 20 \
                    --root-user-action ignore --break-system-packages --only-binary :all: --requirement requirements.txt; \
            fi; \
            { dpkg-query --show --showformat '${Package}=${Version}\n' | sort; \
                python3 -c 'import glob, importlib.metadata as m; [print(line) for line in sorted({f"{d.name}=={d.version}" for d in m.distributions(path=glob.glob("/usr/local/lib/python3*/*-packages"))})]'; \
            } >/etc/cloud-workspaces/packages.lock

        """;

    /// <summary>
    /// What the environment asked for is installed again, so that an upgrade cannot take it away. The lock is written as
    /// the image's own Containerfile wrote it, or as above.
    /// </summary>
    public const string UpgradeContainerfile = """
        ARG BASE
        FROM ${BASE}
        ARG APT_CONFIG
        USER root
        RUN set -eu; \
            export DEBIAN_FRONTEND=noninteractive; \
            apt-get -q -o Acquire::Retries=2 update; \
            apt-get -q -y -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold dist-upgrade; \
            asked=/usr/share/cloud-workspaces/packages.txt; \
            if [ -s "$asked" ]; then sed 's/#.*//' "$asked" | xargs apt-get -q -y install --no-install-recommends; fi; \
            rm -rf /tmp/* /var/lib/apt/lists/* /var/cache/apt/*.bin /var/cache/apt/archives/*.deb \
                /var/cache/debconf/*-old /var/lib/dpkg/*-old /var/log/apt /var/log/*.log; \
            mkdir -p /etc/cloud-workspaces; \
            { dpkg-query --show --showformat '${Package}=${Version}\n' | sort; \
                python3 -c 'import glob, importlib.metadata as m; [print(line) for line in sorted({f"{d.name}=={d.version}" for d in m.distributions(path=glob.glob("/usr/local/lib/python3*/*-packages"))})]'; \
            } >/etc/cloud-workspaces/packages.lock

        """;

    /// <summary>As tar.gz.</summary>
    public static async Task<BinaryData> OfAsync(EnvironmentRecipe recipe, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await using (var zip = new GZipStream(content, CompressionLevel.Fastest, leaveOpen: true))
        await using (var tar = new TarWriter(zip))
        {
            await AddAsync(tar, FileName, recipe.Upgrade ? UpgradeContainerfile : Containerfile, cancellationToken);
            await AddAsync(tar, "packages.txt", Lines(recipe.DebianPackages), cancellationToken);
            await AddAsync(tar, "requirements.txt", Lines(recipe.PipPackages), cancellationToken);
        }

        return BinaryData.FromBytes(content.ToArray());
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + "\n"));

    private static async Task AddAsync(TarWriter tar, string name, string text, CancellationToken cancellationToken)
    {
        using var data = new MemoryStream(Encoding.UTF8.GetBytes(text));
        await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = data }, cancellationToken);
    }
}
