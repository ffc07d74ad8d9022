"""The system calls that a notebook needs, and no other: a BPF program, built once in the zygote.

A list of what is allowed, so that what a future kernel adds is refused, too. It is assembled here, from the numbers
below, rather than by libseccomp: pip cannot install that library.

What is left out, and why it matters: execve (no other program runs); ptrace, process_vm_readv, kcmp, pidfd_getfd (other
processes); memfd_create, shmget, mq_open, splice (memory that no limit counts); unshare, setns, mount, clone with a
namespace flag (a new user namespace gives every capability); bpf, userfaultfd, io_uring, perf, keyctl (the kernel's
surface); mlock, sync, setpriority (the machine's other users); sockets of any family but AF_UNIX.
"""

from __future__ import annotations

import errno
import struct

from autograder.sandbox.isolation import Unavailable, kernel

# name:number on x86_64:number on aarch64 (where there is one)
_NUMBERS = """
read:0:63 write:1:64 readv:19:65 writev:20:66 pread64:17:67 pwrite64:18:68 preadv:295:69 pwritev:296:70
preadv2:327:286 pwritev2:328:287 open:2:- openat:257:56 openat2:437:437 close:3:57 close_range:436:436
creat:85:- stat:4:- fstat:5:80 lstat:6:- newfstatat:262:79 statx:332:291 access:21:- faccessat:269:48
faccessat2:439:439 lseek:8:62 dup:32:23 dup2:33:- dup3:292:24 fcntl:72:25 flock:73:32 ftruncate:77:46
truncate:76:45 getdents:78:- getdents64:217:61 getcwd:79:17 chdir:80:49 fchdir:81:50 rename:82:-
renameat:264:38 renameat2:316:276 mkdir:83:- mkdirat:258:34 rmdir:84:- unlink:87:- unlinkat:263:35 link:86:-
linkat:265:37 symlink:88:- symlinkat:266:36 readlink:89:- readlinkat:267:78 chmod:90:- fchmod:91:52
fchmodat:268:53 umask:95:166 utime:132:- utimes:235:- utimensat:280:88 futimesat:261:- statfs:137:43
fstatfs:138:44 fsync:74:82 fdatasync:75:83 fallocate:285:47 fadvise64:221:223 copy_file_range:326:285
sendfile:40:71 readahead:187:213 pipe:22:- pipe2:293:59 mmap:9:222 munmap:11:215 mremap:25:216
mprotect:10:226 brk:12:214 madvise:28:233 msync:26:227 membarrier:324:283 fork:57:- vfork:58:- exit:60:93
exit_group:231:94 wait4:61:260 waitid:247:95 getpid:39:172 getppid:110:173 gettid:186:178 getpgid:121:155
getpgrp:111:- setpgid:109:154 setsid:112:157 getsid:124:156 set_tid_address:218:96 set_robust_list:273:99
get_robust_list:274:100 rseq:334:293 futex:202:98 sched_yield:24:124 sched_getaffinity:204:123
sched_getparam:143:121 sched_getscheduler:145:120 sched_get_priority_max:146:125
sched_get_priority_min:147:126 getpriority:140:141 tgkill:234:131 tkill:200:130 kill:62:129
rt_sigaction:13:134 rt_sigprocmask:14:135 rt_sigreturn:15:139 rt_sigpending:127:136 rt_sigtimedwait:128:137
rt_sigsuspend:130:133 sigaltstack:131:132 pause:34:- alarm:37:- setitimer:38:103 getitimer:36:102
timer_create:222:107 timer_settime:223:110 timer_gettime:224:108 timer_delete:226:111
timer_getoverrun:225:109 timerfd_create:283:85 timerfd_settime:286:86 timerfd_gettime:287:87 signalfd:282:-
signalfd4:289:74 eventfd:284:- eventfd2:290:19 restart_syscall:219:128 getrlimit:97:163 setrlimit:160:164
prlimit64:302:261 getrusage:98:165 times:100:153 clock_gettime:228:113 clock_getres:229:114
clock_nanosleep:230:115 nanosleep:35:101 gettimeofday:96:169 time:201:- getuid:102:174 geteuid:107:175
getgid:104:176 getegid:108:177 getresuid:118:148 getresgid:120:150 getgroups:115:158 capget:125:90 poll:7:-
ppoll:271:73 select:23:- pselect6:270:72 epoll_create:213:- epoll_create1:291:20 epoll_ctl:233:21
epoll_wait:232:- epoll_pwait:281:22 epoll_pwait2:441:441 socketpair:53:199 socket:41:198
bind:49:200 listen:50:201 accept:43:202 accept4:288:242 connect:42:203 shutdown:48:210 sendto:44:206
recvfrom:45:207 sendmsg:46:211 recvmsg:47:212 sendmmsg:307:269 recvmmsg:299:243 getsockname:51:204
getpeername:52:205 setsockopt:54:208 getsockopt:55:209 uname:63:160 sysinfo:99:179 getrandom:318:278
getcpu:309:168 arch_prctl:158:- prctl:157:167 ioctl:16:29 clone:56:220 clone3:435:435
"""

_CLONE_NEW = 0x7E020000  # NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET
_AF_UNIX = 1
_PRCTL = (1, 2, 3, 15, 16)  # PDEATHSIG set and get, dumpable get, thread's name set and get
# TCGETS, window size, bytes to read, non-blocking, close-on-exec off and on
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)
_NAMED_SOCKETS = frozenset({"socket", "bind", "listen", "accept", "accept4", "connect"})
_SIGNALS_TO_OTHERS = frozenset({"kill", "tkill"})
_METADATA = frozenset({"chmod", "fchmod", "fchmodat", "utime", "utimes", "utimensat", "futimesat"})

_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
_REFUSED, _UNKNOWN = _ERRNO | errno.EPERM, _ERRNO | errno.ENOSYS
_ARCHITECTURES = {"x86_64": (0xC000003E, 1), "aarch64": (0xC00000B7, 2)}  # audit's name, column above
_X32 = 0x40000000

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NR, _ARCH, _ARGS = 0, 4, 16  # offsets in struct seccomp_data
Instruction = tuple[int, int, int, int]


def program(*, alone: bool, signals: bool = True, machine: str | None = None) -> bytes:
    """The filter.

    Args:
        alone: the worker has mount, network and PID namespaces of its own. Otherwise no socket may have a name, and
            no file's mode or times may be changed, which Landlock does not look at.
        signals: allow kill(), where a PID namespace or Landlock keeps it inside; a process may always signal itself.
        machine: the processor to build for; by default this one.

    Raises:
        Unavailable: for a processor whose system call numbers are not known here.
    """
    machine = machine or kernel.machine()
    if machine not in _ARCHITECTURES:
        raise Unavailable(f"seccomp: no filter for {machine}; known are {', '.join(_ARCHITECTURES)}.")
    audit, column = _ARCHITECTURES[machine]
    without = frozenset() if alone else _NAMED_SOCKETS | _METADATA
    without |= frozenset() if signals else _SIGNALS_TO_OTHERS
    code: list[Instruction] = [_load(_ARCH), (_EQUAL, 1, 0, audit), _return(_KILL), _load(_NR)]
    if machine == "x86_64":
        code += [(_AT_LEAST, 0, 1, _X32), _return(_KILL)]
    for line in _NUMBERS.split():
        name, number = line.split(":")[0], line.split(":")[column]
        if number == "-":
            continue
        body = [_return(_REFUSED)] if name in without else _CONDITIONS.get(name, [_return(_ALLOW)])
        code += [(_EQUAL, 0, len(body), int(number)), *body]
    for pair in _DANGEROUS.values():
        code += [(_EQUAL, 0, 1, pair[column - 1]), _return(_REFUSED)]
    code.append(_return(_UNKNOWN))
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in code)


def enter(filter_program: bytes) -> None:
    """Put this process and its children to come under the filter, for good; needs no_new_privs."""
    kernel.seccomp_filter(filter_program)


def numbers(machine: str) -> dict[str, int]:
    """The system calls that the filter knows, and their numbers."""
    column = _ARCHITECTURES[machine][1]
    rows = [line.split(":") for line in _NUMBERS.split()]
    known = {row[0]: int(row[column]) for row in rows if row[column] != "-"}
    return known | {name: pair[column - 1] for name, pair in _DANGEROUS.items()}


def _load(offset: int) -> Instruction:
    return (_LOAD, 0, 0, offset)


def _return(action: int) -> Instruction:
    return (_RETURN, 0, 0, action)


def _only_values(argument: int, values: tuple[int, ...]) -> list[Instruction]:
    """Allow when an int argument is one of these."""
    code = [_load(_ARGS + 8 * argument)]
    for value in values:
        code += [(_EQUAL, 0, 1, value), _return(_ALLOW)]
    return [*code, _return(_REFUSED)]


def _no_bits(argument: int, bits: int) -> list[Instruction]:
    """Allow when none of these bits is set."""
    return [_load(_ARGS + 8 * argument), (_ANY_BIT, 0, 1, bits), _return(_REFUSED), _return(_ALLOW)]


_CONDITIONS: dict[str, list[Instruction]] = {
    "clone": _no_bits(0, _CLONE_NEW),
    "clone3": [_return(_UNKNOWN)],  # its flags are behind a pointer; the C library then uses clone
    "socket": _only_values(0, (_AF_UNIX,)),
    "socketpair": _only_values(0, (_AF_UNIX,)),
    "prctl": _only_values(0, _PRCTL),
    "ioctl": _only_values(1, _IOCTL),
    "prlimit64": _only_values(0, (0,)),
}

# Refused like the rest, but as "not permitted" rather than "no such call", for whoever reads the error.
_DANGEROUS = {
    "execve": (59, 221),
    "execveat": (322, 281),
    "ptrace": (101, 117),
    "memfd_create": (319, 279),
    "unshare": (272, 97),
    "mount": (165, 40),
    "setns": (308, 268),
    "bpf": (321, 280),
    "chroot": (161, 51),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "setuid": (105, 146),
}
