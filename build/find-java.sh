# Finds a Java of version 21 or newer; to be sourced by a POSIX shell. find_java_home prints its folder, or nothing.
# Needs behind_links, which resolves a path's symbolic links.

# The major version of the Java in folder $1; 0 if there is none.
major_version() {
  major=
  if [ -x "$1/bin/java" ]; then
    if [ -f "$1/release" ]; then
      major=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
    fi
    if [ -z "$major" ]; then
      major=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
  fi
  printf '%s\n' "${major:-0}"
}

new_enough() {
  [ "$(major_version "$1")" -ge 21 ]
}

# The folder of the java on the PATH; asks the JVM itself when the path leads to a version manager's shim.
java_home_on_path() {
  on_path=$(command -v java) || return 0
  folder=$(dirname "$(dirname "$(behind_links "$on_path")")")
  if [ ! -f "$folder/release" ]; then
    folder=$("$on_path" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  fi
  printf '%s\n' "$folder"
}

# The newest Java in the folders where installers and version managers put them.
newest_installed_java_home() {
  newest=20
  newest_home=
  for folder in /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/* /opt/java/* \
    "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    version=$(major_version "$folder")
    if [ "$version" -gt "$newest" ]; then
      newest=$version
      newest_home=$folder
    fi
  done
  if [ -z "$newest_home" ] && [ -x /usr/libexec/java_home ]; then
    newest_home=$(/usr/libexec/java_home -v 21+ 2>/dev/null || :)
  fi
  printf '%s\n' "$newest_home"
}

find_java_home() {
  if [ -n "${JAVA_HOME:-}" ] && new_enough "$JAVA_HOME"; then
    printf '%s\n' "$JAVA_HOME"
    return
  fi
  folder=$(java_home_on_path)
  if [ -n "$folder" ] && new_enough "$folder"; then
    printf '%s\n' "$folder"
    return
  fi
  newest_installed_java_home
}
