import { KITS } from './kits';
import { tryServers } from './support/suite';

tryServers(KITS);
