import { LARGE_KITS } from './kits/large';
import { tryServers } from './support/suite';

tryServers(LARGE_KITS);
